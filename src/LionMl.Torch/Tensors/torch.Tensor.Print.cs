using System.Globalization;
using System.Text;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>How <see cref="Tensor.ToString()"/> writes where nothing is said.</summary>
    public static TensorStringStyle TensorStringStyle { get; set; } = TensorStringStyle.Julia;

    /// <content>Printing.</content>
    public partial class Tensor
    {
        private const int EdgeItems = 3;
        private const int SummariseAbove = 1000;

        public override string ToString() => ToString(TensorStringStyle.Metadata);

        public string ToString(bool withData) => ToString(withData ? torch.TensorStringStyle : TensorStringStyle.Metadata);

        public string ToString(string? fltFormat) => ToString(TensorStringStyle.Default, fltFormat);

        /// <summary>The tensor as text; long ones are shortened to the ends of each dimension.</summary>
        public string ToString(
            TensorStringStyle style, string? fltFormat = "g5", int width = 100, CultureInfo? cultureInfo = null, string? newLine = null)
        {
            style = style == TensorStringStyle.Default ? torch.TensorStringStyle : style;
            string text = style switch
            {
                TensorStringStyle.Metadata => Metadata(),
                TensorStringStyle.Numpy => Values(fltFormat, cultureInfo, '[', ']', Environment.NewLine),
                TensorStringStyle.CSharp => $"{CSharpType()} [{string.Join(", ", _shape)}] "
                    + Values(fltFormat, cultureInfo, '{', '}', Environment.NewLine),
                _ => Metadata() + (_shape.Length == 0 ? " " : Environment.NewLine)
                    + Values(fltFormat, cultureInfo, ' ', ' ', Environment.NewLine),
            };
            return newLine is null ? text : text.Replace(Environment.NewLine, newLine, StringComparison.Ordinal);
        }

        public string jlstr(string? fltFormat = "g5", int width = 100, CultureInfo? cultureInfo = null) =>
            ToString(TensorStringStyle.Julia, fltFormat, width, cultureInfo);

        public string npstr(string? fltFormat = "g5", int width = 100, CultureInfo? cultureInfo = null) =>
            ToString(TensorStringStyle.Numpy, fltFormat, width, cultureInfo);

        public string cstr(string? fltFormat = "g5", int width = 100, CultureInfo? cultureInfo = null) =>
            ToString(TensorStringStyle.CSharp, fltFormat, width, cultureInfo);

        public string str(string? fltFormat = "g5", int width = 100, CultureInfo? cultureInfo = null) =>
            ToString(TensorStringStyle.Default, fltFormat, width, cultureInfo);

        public Tensor print(string? fltFormat = "g5", int width = 100, CultureInfo? cultureInfo = null)
        {
            Console.WriteLine(ToString(TensorStringStyle.Default, fltFormat, width, cultureInfo));
            return this;
        }

        private string Metadata()
        {
            string sizes = _shape.Length == 0 ? "[]" : "[" + string.Join("x", _shape) + "]";
            return $"{sizes}, type = {dtype}, device = cpu";
        }

        private string CSharpType() => dtype switch
        {
            ScalarType.Float32 => "float",
            ScalarType.Float64 => "double",
            ScalarType.Int32 => "int",
            ScalarType.Int64 => "long",
            _ => "bool",
        };

        private string Values(string? format, CultureInfo? culture, char open, char close, string newLine)
        {
            NoteRead("ToString()");
            var text = new StringBuilder();
            bool whole = numel() <= SummariseAbove;
            culture ??= CultureInfo.InvariantCulture;
            Write(0, Offset, 0);
            return text.ToString();

            void Write(int axis, long at, int indent)
            {
                if (axis == _shape.Length)
                {
                    text.Append(Element(at, format ?? "g5", culture));
                    return;
                }

                text.Append(open == ' ' ? string.Empty : open);
                bool plain = open == ' ';
                string separator = axis == _shape.Length - 1
                    ? plain ? " " : ", "
                    : plain ? newLine : "," + newLine + new string(' ', indent + 1);
                bool first = true;
                for (long i = 0; i < _shape[axis]; i++)
                {
                    if (!whole && i == EdgeItems && _shape[axis] > 2 * EdgeItems)
                    {
                        text.Append(separator).Append("...");
                        i = _shape[axis] - EdgeItems;
                    }

                    text.Append(first ? string.Empty : separator);
                    first = false;
                    Write(axis + 1, at + (i * _strides[axis]), indent + 1);
                }

                text.Append(close == ' ' ? axis < _shape.Length - 2 ? newLine : string.Empty : close);
            }
        }

        private string Element(long at, string format, CultureInfo culture) => dtype switch
        {
            ScalarType.Float32 => Memory.As<float>()[at].ToString(format, culture),
            ScalarType.Float64 => Memory.As<double>()[at].ToString(format, culture),
            ScalarType.Int32 => Memory.As<int>()[at].ToString(culture),
            ScalarType.Int64 => Memory.As<long>()[at].ToString(culture),
            _ => Memory.As<bool>()[at] ? "true" : "false",
        };
    }
}
