using LionMl.Onnx.OnnxRuntime;
using LionMl.TestSupport;

namespace LionMl.Onnx.Tests.OnnxRuntime;

/// <summary>
/// Single nodes in the forms of many operator sets: reader and interpreter against ONNX Runtime, which is given the same bytes. The
/// official test data are of opset 17; these cases go where they do not.
/// </summary>
public sealed class OperatorFormTests
{
    private static readonly Dictionary<string, FormCase> All = Cases().ToDictionary(pair => pair.Name, pair => pair.Case);

    public static TheoryData<string> Names => [.. All.Keys];

    [OnnxRuntimeTheory]
    [MemberData(nameof(Names))]
    public void Both_give_the_same(string name)
    {
        FormCase test = All[name];
        Graph graph = OnnxReader.Read(new MemoryStream(test.Bytes));
        IReadOnlyDictionary<string, Tensor> actual = FloatInterpreter.Run(graph, test.Inputs);
        using OnnxRuntimeSession session = NativeOnnxRuntime.Library.Open(test.Bytes);
        IReadOnlyDictionary<string, Tensor> expected = session.Run(test.Inputs);
        foreach ((string output, Tensor wanted) in expected)
        {
            Assert.Equal(wanted.ToString(), actual[output].ToString());
            float[] all = wanted.ToFloats();
            float[] got = actual[output].ToFloats();
            for (int i = 0; i < all.Length; i++)
            {
                bool same = all[i].Equals(got[i]) || Math.Abs(all[i] - got[i]) <= 1e-4 * Math.Max(1, Math.Abs(all[i]));
                Assert.True(same, $"{output}: element {i} of {wanted} is {got[i]} instead of {all[i]}");
            }
        }
    }

    private static IEnumerable<(string Name, FormCase Case)> Cases() =>
        [.. Windows(), .. Resizes(), .. Normalisations(), .. Movements(), .. Sums(), .. Quantised(), .. Recurrences(), .. Others()];

    private static IEnumerable<(string Name, FormCase Case)> Windows()
    {
        FormCase Transposed(params int[] shape) => new FormCase(11, "ConvTranspose").Free(Reals(shape));
        yield return ("ConvTranspose groups", Transposed(2, 4, 5).Fixed(Reals(4, 3, 3)).Fixed(Reals(6)).With("group", 2)
            .With("strides", [2L]));
        yield return ("ConvTranspose dilations", Transposed(1, 2, 4, 3).Fixed(Reals(2, 3, 3, 2)).With("dilations", 2, 3)
            .With("pads", 1, 0, 2, 1).With("strides", 3, 2).With("output_padding", 2, 1));
        foreach (string padding in new[] { "NOTSET", "SAME_UPPER", "SAME_LOWER", "VALID" })
        {
            yield return ($"ConvTranspose {padding}", Transposed(1, 1, 3, 4).Fixed(Reals(1, 2, 4, 3)).With("strides", 2, 3)
                .With("auto_pad", padding));
        }

        yield return ("ConvTranspose output_shape", Transposed(1, 1, 3, 4).Fixed(Reals(1, 2, 4, 3)).With("strides", 2, 3)
            .With("auto_pad", "SAME_UPPER").With("output_shape", 5, 9));
        yield return ("ConvTranspose larger output_shape", Transposed(1, 1, 3, 4).Fixed(Reals(1, 2, 4, 3)).With("strides", 2, 3)
            .With("output_padding", 1, 1).With("output_shape", 9, 13));
        yield return ("ConvTranspose 3d", Transposed(1, 2, 2, 3, 2).Fixed(Reals(2, 1, 2, 3, 2)).Fixed(Reals(1)).With("strides", 1, 2, 2));
        yield return ("LpPool", new FormCase(11, "LpPool").Free(Reals(1, 2, 5, 6)).With("kernel_shape", 2, 3).With("p", 3)
            .With("pads", 1, 0, 0, 1).With("strides", 2, 1));
        yield return ("LpPool dilated, rounded up", new FormCase(18, "LpPool").Free(Reals(1, 2, 7, 6)).With("kernel_shape", 2, 2)
            .With("p", 1).With("dilations", 2, 1).With("strides", 2, 3).With("ceil_mode", 1));
        yield return ("GlobalLpPool", new FormCase(13, "GlobalLpPool").Free(Reals(2, 3, 2, 2)).With("p", 3));
        yield return ("AveragePool dilated", new FormCase(19, "AveragePool").Free(Reals(1, 2, 7, 6)).With("kernel_shape", 2, 3)
            .With("dilations", 2, 2).With("strides", 2, 1).With("pads", 1, 1, 0, 0).With("count_include_pad", 1));
        yield return ("AveragePool dilated, without padding", new FormCase(19, "AveragePool").Free(Reals(1, 2, 7, 6))
            .With("kernel_shape", 2, 3).With("dilations", 2, 2).With("pads", 1, 0, 1, 1));
        yield return ("MaxPool dilated, rounded up", new FormCase(12, "MaxPool").Free(Reals(1, 2, 7, 6)).With("kernel_shape", 2, 2)
            .With("dilations", 2, 1).With("strides", 2, 3).With("ceil_mode", 1).Outputs("indices"));
    }

    private static IEnumerable<(string Name, FormCase Case)> Resizes()
    {
        string[] coordinates = ["half_pixel", "pytorch_half_pixel", "asymmetric", "align_corners"];
        float[][] scales = [[1, 1, 2, 3], [1, 1, 0.6f, 0.5f], [1, 1, 1.5f, 0.75f]];
        foreach (string coordinate in coordinates)
        {
            foreach (string mode in new[] { "nearest", "linear", "cubic" })
            {
                string[] roundings = mode == "nearest" ? ["round_prefer_floor", "round_prefer_ceil", "floor", "ceil"] : ["floor"];
                foreach (string rounding in roundings)
                {
                    FormCase Case(int opset) => new FormCase(opset, "Resize").Free(Reals(1, 2, 4, 6)).With("mode", mode)
                        .With("nearest_mode", rounding).With("coordinate_transformation_mode", coordinate);
                    for (int i = 0; i < scales.Length; i++)
                    {
                        // ONNX Runtime rounds the resized length here, other than the official cases have it.
                        if (coordinate != "align_corners" || i == 0)
                        {
                            yield return ($"Resize {mode} {rounding} {coordinate} by factors {i}",
                                Case(11 + i).Fixed(i == 2 ? null : Tensor.Vector(0f, 0f, 0f, 0f, 1f, 1f, 1f, 1f))
                                    .Fixed(Tensor.Vector(scales[i])));
                        }
                    }

                    foreach ((int Height, int Width) size in new[] { (7, 9), (3, 4), (1, 8) })
                    {
                        yield return ($"Resize {mode} {rounding} {coordinate} to {size}",
                            Case(13).Fixed(null).Fixed(null).Fixed(Tensor.Vector(1L, 2L, size.Height, size.Width)));
                    }
                }
            }
        }

        FormCase Newer(int opset, string mode) => new FormCase(opset, "Resize").Free(Reals(1, 2, 4, 6)).With("mode", mode);
        yield return ("Resize excludes outside", Newer(13, "cubic").With("exclude_outside", 1).With("cubic_coeff_a", -0.5f)
            .Fixed(null).Fixed(Tensor.Vector(1f, 1f, 1.7f, 0.7f)));
        foreach (string mode in new[] { "nearest", "linear", "cubic" })
        {
            yield return ($"Resize crops {mode}", Newer(13, mode).With("coordinate_transformation_mode", "tf_crop_and_resize")
                .With("extrapolation_value", 7f).Fixed(Tensor.Vector(0f, 0f, 0.4f, 0.2f, 1f, 1f, 1.2f, 0.9f)).Fixed(null)
                .Fixed(Tensor.Vector(1L, 2L, 3L, 3L)));
            yield return ($"Resize some axes {mode}", Newer(18, mode).With("axes", 3, 2).Fixed(null).Fixed(Tensor.Vector(2f, 0.5f)));
            foreach (string policy in new[] { "not_larger", "not_smaller" })
            {
                yield return ($"Resize {policy} {mode}", Newer(18, mode).With("axes", 2, 3).With("keep_aspect_ratio_policy", policy)
                    .Fixed(null).Fixed(null).Fixed(Tensor.Vector(7L, 8L)));
            }

            yield return ($"Resize symmetric {mode}", Newer(19, mode).With("coordinate_transformation_mode", "half_pixel_symmetric")
                .Fixed(null).Fixed(Tensor.Vector(1f, 1f, 0.6f, 0.45f)));
        }

        FormCase Oldest(int opset, string op, string mode) => new FormCase(opset, op).Free(Reals(1, 1, 5, 8)).With("mode", mode);
        foreach (string mode in new[] { "nearest", "linear" })
        {
            yield return ($"Upsample 7 {mode}", Oldest(7, "Upsample", mode).With("scales", 1f, 1f, 2f, 1.5f));
            yield return ($"Upsample 9 {mode}", Oldest(9, "Upsample", mode).Fixed(Tensor.Vector(1f, 1f, 2f, 1.5f)));
            yield return ($"Resize 10 up {mode}", Oldest(10, "Resize", mode).Fixed(Tensor.Vector(1f, 1f, 2.5f, 1f)));
            yield return ($"Resize 10 down {mode}", Oldest(10, "Resize", mode).Fixed(Tensor.Vector(1f, 1f, 0.6f, 0.5f)));
        }
    }

    private static IEnumerable<(string Name, FormCase Case)> Normalisations()
    {
        yield return ("InstanceNormalization", new FormCase(6, "InstanceNormalization").Free(Reals(2, 3, 4, 2)).Fixed(Reals(3))
            .Fixed(Reals(3)).With("epsilon", 0.01f));
        yield return ("GroupNormalization", new FormCase(18, "GroupNormalization").Free(Reals(2, 6, 4)).Fixed(Reals(3)).Fixed(Reals(3))
            .With("num_groups", 3).With("epsilon", 0.01f));
        yield return ("MeanVarianceNormalization", new FormCase(13, "MeanVarianceNormalization").Free(Reals(2, 3, 4, 2)));
        yield return ("MeanVarianceNormalization of axes", new FormCase(13, "MeanVarianceNormalization").Free(Reals(2, 3, 4, 2))
            .With("axes", 1, 3));
        foreach (long p in new[] { 1, 2 })
        {
            yield return ($"LpNormalization {p}", new FormCase(1, "LpNormalization").Free(Reals(2, 3, 4)).With("p", p).With("axis", 1));
        }

        yield return ("LRN", new FormCase(13, "LRN").Free(Reals(2, 7, 3, 2)).With("size", 3).With("alpha", 0.2f).With("beta", 0.6f)
            .With("bias", 1.5f));
        yield return ("LayerNormalization", new FormCase(17, "LayerNormalization").Free(Reals(2, 3, 4)).Fixed(Reals(3, 4))
            .Fixed(Reals(3, 4)).With("axis", 1));
    }

    private static IEnumerable<(string Name, FormCase Case)> Movements()
    {
        yield return ("GatherND", new FormCase(12, "GatherND").Free(Reals(2, 3, 4, 2)).With("batch_dims", 1)
            .Fixed(Integers([2, 2, 2], 0, -1, 2, 1, 1, 3, -3, 0)));
        yield return ("Trilu", new FormCase(14, "Trilu").Free(Reals(2, 3, 5)).Fixed(Tensor.Scalar(1L)).With("upper", 0));
        yield return ("ReverseSequence", new FormCase(10, "ReverseSequence").Free(Reals(3, 4, 2)).Fixed(Tensor.Vector(4L, 1L, 2L))
            .With("batch_axis", 0).With("time_axis", 1));
        foreach (string reduction in new[] { "none", "add", "mul", "max", "min" })
        {
            int opset = reduction is "none" or "add" or "mul" ? 16 : 18;
            yield return ($"ScatterElements {reduction}", new FormCase(opset, "ScatterElements").Free(Reals(3, 4))
                .Fixed(Integers([2, 3], 0, 2, -1, reduction == "none" ? 1 : 0, 1, 1)).Fixed(Reals(2, 3)).With("reduction", reduction));
            yield return ($"ScatterND {reduction}", new FormCase(opset, "ScatterND").Free(Reals(3, 4))
                .Fixed(Integers([3, 1], 2, 0, reduction == "none" ? 1 : 2)).Fixed(Reals(3, 4)).With("reduction", reduction));
        }

        yield return ("Pad some axes", new FormCase(18, "Pad").Free(Reals(2, 3, 4)).Fixed(Tensor.Vector(1L, 2L, 0L, 1L)).Fixed(null)
            .Fixed(Tensor.Vector(-1L, 0L)).With("mode", "edge"));
        yield return ("Pad wraps", new FormCase(19, "Pad").Free(Reals(2, 4)).Fixed(Tensor.Vector(1L, 2L, 0L, 3L)).With("mode", "wrap"));
        yield return ("Split unevenly", new FormCase(18, "Split").Free(Reals(2, 7)).With("num_outputs", 3).With("axis", 1)
            .Outputs("b", "c"));
        yield return ("DepthToSpace", new FormCase(13, "DepthToSpace").Free(Reals(1, 8, 2, 3)).With("blocksize", 2).With("mode", "CRD"));
    }

    private static IEnumerable<(string Name, FormCase Case)> Sums()
    {
        string[] operators =
        [
            "ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceMax", "ReduceMean", "ReduceMin", "ReduceProd", "ReduceSum",
            "ReduceSumSquare",
        ];
        foreach (string op in operators)
        {
            int opset = op is "ReduceMax" or "ReduceMin" ? 20 : 18;
            Tensor values = op == "ReduceLogSum" ? Positive(2, 3, 4) : Reals(2, 3, 4);
            yield return ($"{op} axes", new FormCase(opset, op).Free(values).Fixed(Tensor.Vector(2L, -3L)).With("keepdims", 0));
            yield return ($"{op} all", new FormCase(opset, op).Free(values));
            yield return ($"{op} 13", new FormCase(op == "ReduceSum" ? 11 : 13, op).Free(values).With("axes", [1L]));
        }

        yield return ("ReduceMax of truths", new FormCase(20, "ReduceMax").Free(Truths(2, 3)).Fixed(Tensor.Vector(1L)));
        yield return ("ReduceMin of truths", new FormCase(20, "ReduceMin").Free(Truths(2, 3)).Fixed(Tensor.Vector(1L)));
        string[] equations = ["bij,bjk->bik", "...ij,...jk", "ii->i", "ij->", "bii->b", "ij,kj->ki", "i...->...i", "ab, cb"];
        foreach (string equation in equations)
        {
            FormCase test = new FormCase(12, "Einsum").With("equation", equation);
            int[] left = equation switch
            {
                "ii->i" => [3, 3],
                "bii->b" => [2, 3, 3],
                "ij->" or "ij,kj->ki" or "ab, cb" => [2, 3],
                _ => [2, 4, 3],
            };
            test = test.Free(Reals(left));
            test = equation.Contains(',', StringComparison.Ordinal)
                ? test.Fixed(left.Length == 3 ? Reals(2, 3, 5) : Reals(4, 3))
                : test;
            yield return ($"Einsum {equation}", test);
        }

        yield return ("Einsum of three", new FormCase(12, "Einsum").With("equation", "ab,bc,cd->ad").Free(Reals(2, 3)).Fixed(Reals(3, 4))
            .Fixed(Reals(4, 2)));
        yield return ("CumSum", new FormCase(14, "CumSum").Free(Reals(2, 3, 4)).Fixed(Tensor.Scalar(-2L)).With("exclusive", 1)
            .With("reverse", 1));
    }

    private static IEnumerable<(string Name, FormCase Case)> Quantised()
    {
        foreach (ElementType type in new[] { ElementType.UInt8, ElementType.Int8 })
        {
            Tensor zeros = Bytes(type, 3);
            yield return ($"QuantizeLinear {type}", new FormCase(13, "QuantizeLinear").Free(Reals(2, 3, 2)).Fixed(Tensor.Scalar(0.01f))
                .Fixed(new Tensor(TensorShape.Scalar, [3L], type)));
            yield return ($"QuantizeLinear {type} along an axis", new FormCase(13, "QuantizeLinear").Free(Reals(2, 3, 2))
                .Fixed(Tensor.Vector(0.01f, 0.02f, 0.5f)).Fixed(zeros));
            yield return ($"DequantizeLinear {type}", new FormCase(13, "DequantizeLinear").Free(Bytes(type, 2, 3, 2))
                .Fixed(Tensor.Vector(0.01f, 0.02f, 0.5f)).Fixed(zeros).With("axis", -2));
            yield return ($"ConvInteger {type}", new FormCase(10, "ConvInteger").Free(Bytes(type, 1, 4, 5, 4))
                .Fixed(Bytes(type, 4, 2, 3, 2)).Fixed(new Tensor(TensorShape.Scalar, [7L], type)).Fixed(new Tensor(TensorShape.Scalar, [5L], type)).With("group", 2)
                .With("pads", 1, 0, 1, 1).With("strides", 2, 1));
            yield return ($"MatMulInteger {type}", new FormCase(10, "MatMulInteger").Free(Bytes(type, 2, 3, 4)).Fixed(Bytes(type, 4, 5))
                .Fixed(new Tensor(TensorShape.Scalar, [7L], type)).Fixed(Bytes(type, 5)));
            yield return ($"QLinearMatMul {type}", new FormCase(10, "QLinearMatMul").Free(Bytes(type, 2, 3, 4)).Fixed(Tensor.Scalar(0.02f))
                .Fixed(new Tensor(TensorShape.Scalar, [7L], type)).Fixed(Bytes(type, 4, 5)).Fixed(Tensor.Scalar(0.03f))
                .Fixed(new Tensor(TensorShape.Scalar, [5L], type)).Fixed(Tensor.Scalar(0.2f))
                .Fixed(new Tensor(TensorShape.Scalar, [1L], type)));
            yield return ($"QLinearConv {type}", new FormCase(10, "QLinearConv").Free(Bytes(type, 1, 2, 5, 4)).Fixed(Tensor.Scalar(0.02f))
                .Fixed(new Tensor(TensorShape.Scalar, [7L], type)).Fixed(Bytes(type, 3, 2, 3, 2)).Fixed(Tensor.Vector(0.03f, 0.01f, 0.02f))
                .Fixed(new Tensor(TensorShape.Of(3), [5L, 5, 5], type)).Fixed(Tensor.Scalar(0.3f))
                .Fixed(new Tensor(TensorShape.Scalar, [1L], type)).Fixed(new Tensor(TensorShape.Of(3), [100L, -200, 5], ElementType.Int32))
                .With("pads", 1, 1, 1, 1));
        }

        yield return ("DequantizeLinear of 32 bits", new FormCase(13, "DequantizeLinear")
            .Free(new Tensor(TensorShape.Of(3), [100_000L, -7, int.MinValue], ElementType.Int32)).Fixed(Tensor.Scalar(0.01f)));
        yield return ("DynamicQuantizeLinear", new FormCase(11, "DynamicQuantizeLinear").Free(Reals(3, 4)).Outputs("scale", "zero"));
        yield return ("DynamicQuantizeLinear of positive numbers", new FormCase(11, "DynamicQuantizeLinear").Free(Positive(3, 4))
            .Outputs("scale", "zero"));
    }

    private static IEnumerable<(string Name, FormCase Case)> Recurrences()
    {
        (string Op, int Gates, int States)[] operators = [("LSTM", 4, 2), ("GRU", 3, 1), ("RNN", 1, 1)];
        foreach ((string op, int gates, int states) in operators)
        {
            foreach (string direction in new[] { "forward", "reverse", "bidirectional" })
            {
                int directions = direction == "bidirectional" ? 2 : 1;
                FormCase Case(string what)
                {
                    FormCase test = new FormCase(14, op).Free(Reals(5, 3, 2)).Fixed(Reals(directions, gates * 4, 2))
                        .Fixed(Reals(directions, gates * 4, 4)).With("hidden_size", 4).With("direction", direction);
                    test = what == "plain" ? test : test.Fixed(Reals(directions, gates * 8)).Fixed(
                        what == "lengths" ? new Tensor(TensorShape.Of(3), [5L, 2, 4], ElementType.Int32) : null);
                    for (int i = 0; i < states && what != "plain"; i++)
                    {
                        test = test.Fixed(Reals(directions, 3, 4));
                    }

                    return test.Outputs([.. Enumerable.Range(0, states).Select(i => $"state{i}")]);
                }

                yield return ($"{op} {direction}", Case("plain"));
                yield return ($"{op} {direction} with bias and states", Case("states"));
                yield return ($"{op} {direction} with lengths", Case("lengths"));
                yield return ($"{op} {direction} clipped", Case("states").With("clip", 0.5f));
                if (op == "LSTM")
                {
                    yield return ($"{op} {direction} with peepholes", Case("states").Fixed(Reals(directions, 12)));
                    yield return ($"{op} {direction} coupled", Case("states").With("input_forget", 1));
                    string[] functions = ["HardSigmoid", "ScaledTanh", "Softsign"];
                    yield return ($"{op} {direction} with other functions", Case("states")
                        .With("activations", directions == 1 ? functions : [.. functions, .. functions])
                        .With("activation_alpha", directions == 1 ? [0.3f, 1.5f] : [0.3f, 1.5f, 0.2f, 1.2f])
                        .With("activation_beta", directions == 1 ? [0.4f, 0.7f] : [0.4f, 0.7f, 0.6f, 0.8f]));
                }
                else if (op == "GRU")
                {
                    yield return ($"{op} {direction} linear first", Case("lengths").With("linear_before_reset", 1));
                    yield return ($"{op} {direction} linear first, plain", Case("plain").With("linear_before_reset", 1));
                }
                else
                {
                    yield return ($"{op} {direction} with another function", Case("states")
                        .With("activations", directions == 1 ? ["LeakyRelu"] : ["LeakyRelu", "Elu"])
                        .With("activation_alpha", directions == 1 ? [0.3f] : [0.3f, 0.5f]));
                }
            }
        }
    }

    private static IEnumerable<(string Name, FormCase Case)> Others()
    {
        yield return ("Gelu", new FormCase(20, "Gelu").Free(Reals(3, 4)));
        yield return ("Gelu with tanh", new FormCase(20, "Gelu").Free(Reals(3, 4)).With("approximate", "tanh"));
        yield return ("Mish", new FormCase(18, "Mish").Free(Reals(3, 4)));
        yield return ("IsInf", new FormCase(20, "IsInf")
            .Free(new Tensor(TensorShape.Of(3), [1, float.PositiveInfinity, float.NegativeInfinity])).With("detect_negative", 0));
        yield return ("IsNaN", new FormCase(20, "IsNaN").Free(new Tensor(TensorShape.Of(2), [1, float.NaN])));
        yield return ("ConstantOfShape", new FormCase(20, "ConstantOfShape").Fixed(Tensor.Vector(2L, 3L)));
        yield return ("EyeLike", new FormCase(9, "EyeLike").Free(Reals(3, 4)).With("k", -1).With("dtype", 7));
        yield return ("OneHot", new FormCase(11, "OneHot").Free(Integers([2, 3], 0, -1, 5, 2, 3, -4)).Fixed(Tensor.Vector(4L))
            .Fixed(Tensor.Vector(2f, 5f)).With("axis", 1));
        yield return ("Mod", new FormCase(13, "Mod").Free(Integers([6], 7, -7, 7, -7, 6, -6))
            .Fixed(Tensor.Vector(3L, 3L, -3L, -3L, 3L, 3L)));
        yield return ("Mod of reals", new FormCase(13, "Mod").Free(Reals(6)).Fixed(Tensor.Vector(1.3f)).With("fmod", 1));
        yield return ("BitwiseNot", new FormCase(18, "BitwiseNot").Free(Integers([3], 0, 5, -7)));
        foreach (string op in new[] { "BitwiseAnd", "BitwiseOr", "BitwiseXor" })
        {
            yield return (op, new FormCase(18, op).Free(Integers([2, 3], 0, 5, -7, 12, 255, 3)).Fixed(Tensor.Vector(6L, 3L, -2L)));
        }

        yield return ("NonZero", new FormCase(13, "NonZero").Fixed(Integers([2, 3], 0, 5, 0, 0, 1, 2)));
        foreach (string op in new[] { "Softmax", "LogSoftmax", "Hardmax" })
        {
            yield return ($"{op} 11 over several axes", new FormCase(11, op).Free(Reals(2, 3, 4)));
            yield return ($"{op} 11 over all axes", new FormCase(11, op).Free(Reals(2, 3, 4)).With("axis", 0));
            yield return ($"{op} 11 over the last axis", new FormCase(11, op).Free(Reals(2, 3, 4)).With("axis", -1));
        }

        yield return ("Clip 6", new FormCase(6, "Clip").Free(Reals(3, 4)).With("min", -0.5f));
        yield return ("Slice 9", new FormCase(9, "Slice").Free(Reals(3, 4)).With("starts", 1, 0).With("ends", 3, -1).With("axes", 1, 0));
        yield return ("Pad 7", new FormCase(7, "Pad").Free(Reals(3, 4)).With("pads", 1, 0, 2, 1).With("value", 2f));
        yield return ("TopK 9", new FormCase(9, "TopK").Free(Reals(3, 4)).With("k", 2).With("axis", 1).Outputs("where"));
        yield return ("Split 11", new FormCase(11, "Split").Free(Reals(3, 4)).With("axis", 1).With("split", 1, 3).Outputs("z"));
        yield return ("Squeeze 11", new FormCase(11, "Squeeze").Free(Reals(1, 3, 1)).With("axes", 0, -1));
        yield return ("BatchNormalization 7", new FormCase(7, "BatchNormalization").Free(Reals(2, 3, 4)).Fixed(Reals(3)).Fixed(Reals(3))
            .Fixed(Reals(3)).Fixed(Positive(3)));
        yield return ("Dropout 7", new FormCase(7, "Dropout").Free(Reals(3)).With("ratio", 0.3f));
        yield return ("Gemm 7", new FormCase(7, "Gemm").Free(Reals(2, 3)).Fixed(Reals(4, 3)).Fixed(Reals(4)).With("transB", 1)
            .With("alpha", 0.5f));
        yield return ("Cast 19", new FormCase(19, "Cast").Free(Reals(5)).With("to", 6).With("saturate", 1));
        yield return ("QuantizeLinear 19", new FormCase(19, "QuantizeLinear").Free(Reals(5)).Fixed(Tensor.Scalar(0.1f))
            .Fixed(new Tensor(TensorShape.Scalar, [1L], ElementType.UInt8)).With("saturate", 1));
        yield return ("Reshape 19", new FormCase(19, "Reshape").Free(Reals(2, 6)).Fixed(Tensor.Vector(0L, 2L, -1L)));
        yield return ("Shape 19", new FormCase(19, "Shape").Free(Reals(2, 6, 3)).With("start", 1));
        yield return ("Equal 19", new FormCase(19, "Equal").Free(Truths(4)).Fixed(Truths(1)));
        yield return ("CastLike", new FormCase(15, "CastLike").Free(Reals(3)).Fixed(Tensor.Vector(1L)));
    }

    private static Tensor Reals(params int[] shape) => Random(shape, random => (random.NextSingle() * 4) - 2);

    private static Tensor Positive(params int[] shape) => Random(shape, random => random.NextSingle() + 0.1f);

    private static Tensor Random(int[] shape, Func<Random, float> next)
    {
        var random = new Random(shape.Sum() + (7 * shape.Length));
        return new Tensor(TensorShape.Of(shape), [.. Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(_ => next(random))]);
    }

    private static Tensor Truths(params int[] shape) =>
        new(TensorShape.Of(shape), [.. Random(shape, random => random.Next(2)).ToFloats().Select(value => value > 0)]);

    private static Tensor Bytes(ElementType type, params int[] shape) => new(
        TensorShape.Of(shape),
        [.. Random(shape, random => random.Next(type == ElementType.Int8 ? -128 : 0, type == ElementType.Int8 ? 128 : 256)).ToFloats()
            .Select(value => (long)value)],
        type);

    private static Tensor Integers(int[] shape, params long[] values) => new(TensorShape.Of(shape), values);
}
