using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>
/// A new axis along which the position that an index names has one value and all others another; an index outside names none.
/// </summary>
internal sealed class OneHot() : Operator("OneHot", 3, 3)
{
    public override void Infer(InferContext context)
    {
        context.RequireNumbers(0);
        Tensor depth = context.RequireConstant(1, "number of classes");
        if (depth.Count != 1 || depth.Type == ElementType.Bool)
        {
            throw new NodeProblemException("its number of classes must be one number");
        }

        if (!context.Shape(2).Equals(TensorShape.Of(2)))
        {
            throw new NodeProblemException($"its values have shape {context.Shape(2)}; two are needed, for off and on");
        }

        double classes = depth.ToFloats()[0];
        TensorShape indices = context.Shape(0);
        int axis = InferContext.Axis(context.Attributes.GetInt("axis", -1), indices.Rank + 1);
        if (double.IsNaN(classes) || classes is < 1 or > int.MaxValue)
        {
            throw new NodeProblemException($"its number of classes is {classes}");
        }

        context.Set(0, new TensorShape(indices.Dimensions.Insert(axis, (int)classes)), context.Type(2));
    }

    public override void Run(RunContext context)
    {
        int axis = InferContext.Axis(context.Attributes.GetInt("axis", -1), context.Shape(0).Rank + 1);
        int classes = context.OutputShape(0)[axis];
        int inner = (int)context.Shape(0).Product(axis, context.Shape(0).Rank);
        long[] indices = context.Input(0).Type.IsInteger()
            ? context.Input(0).IntegerArray
            : Array.ConvertAll(context.Floats(0), index => (long)index);
        Tensor values = context.Input(2);
        if (values.Type.IsFloating())
        {
            context.Set(0, Spread(values.FloatArray));
        }
        else if (values.Type.IsInteger())
        {
            context.Set(0, Spread(values.IntegerArray));
        }
        else
        {
            context.Set(0, Spread(values.BooleanArray));
        }

        T[] Spread<T>(T[] offAndOn)
        {
            T[] result = new T[context.OutputCountOf(0)];
            Array.Fill(result, offAndOn[0]);
            for (int i = 0; i < indices.Length; i++)
            {
                long index = indices[i] < 0 ? indices[i] + classes : indices[i];
                if (index >= 0 && index < classes)
                {
                    result[(((i / inner * classes) + (int)index) * inner) + (i % inner)] = offAndOn[1];
                }
            }

            return result;
        }
    }
}
