using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What training loops do to gradients.</summary>
        public static class utils
        {
            /// <summary>Scales all gradients together so that their norm is at most a bound.</summary>
            /// <returns>The norm before.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> parameters, double max_norm, double norm_type = 2.0)
            {
                if (norm_type != 2)
                {
                    throw new NotSupportedException("clip_grad_norm_ with a norm other than 2 is outside of the subset");
                }

                Parameter[] all = [.. parameters.Where(parameter => parameter.grad is not null)];
                double norm = Math.Sqrt(all.Sum(parameter => parameter.grad!.square().sum().ToDouble()));
                if (norm > max_norm)
                {
                    foreach (Parameter parameter in all)
                    {
                        parameter.grad = parameter.grad! * (max_norm / (norm + 1e-6));
                    }
                }

                return norm;
            }

            /// <summary>Limits every element of every gradient.</summary>
            public static void clip_grad_value_(IEnumerable<Parameter> parameters, double clip_value)
            {
                foreach (Parameter parameter in parameters)
                {
                    parameter.grad = parameter.grad?.clamp((Scalar)(-clip_value), (Scalar)clip_value);
                }
            }
        }
    }
}
