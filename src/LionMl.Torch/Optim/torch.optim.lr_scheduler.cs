namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Learning rates that change from epoch to epoch.</summary>
        public static class lr_scheduler
        {
            /// <summary>Multiplies the rate by γ after every so many epochs.</summary>
            public static LRScheduler StepLR(Optimizer optimizer, int step_size, double gamma = 0.1) =>
                new(optimizer, epoch => Math.Pow(gamma, epoch / step_size));

            /// <summary>Multiplies the rate by γ after every epoch.</summary>
            public static LRScheduler ExponentialLR(Optimizer optimizer, double gamma = 0.1) =>
                new(optimizer, epoch => Math.Pow(gamma, epoch));

            /// <summary>Multiplies the initial rate by a function of the epoch.</summary>
            public static LRScheduler LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda) => new(optimizer, lr_lambda);

            public static LRScheduler MultiStepLR(Optimizer optimizer, IList<int> milestones, double gamma = 0.1) =>
                new(optimizer, epoch => Math.Pow(gamma, milestones.Count(milestone => epoch >= milestone)));

            /// <summary>Lowers the rate along half a cosine.</summary>
            public static LRScheduler CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0) => new(
                optimizer,
                epoch => (eta_min + ((optimizer.InitialLearningRate - eta_min) * (1 + Math.Cos(Math.PI * epoch / T_max)) / 2))
                    / optimizer.InitialLearningRate);

            /// <summary>A rate that follows the epoch by a factor.</summary>
            public sealed class LRScheduler
            {
                private readonly Optimizer _optimizer;
                private readonly Func<int, double> _factor;
                private int _epoch;

                internal LRScheduler(Optimizer optimizer, Func<int, double> factor)
                {
                    (_optimizer, _factor) = (optimizer, factor);
                    optimizer.LearningRate = optimizer.InitialLearningRate * factor(0);
                }

                /// <summary>Goes on by one epoch.</summary>
                public void step() => _optimizer.LearningRate = _optimizer.InitialLearningRate * _factor(++_epoch);

                public IEnumerable<double> get_last_lr() => [_optimizer.LearningRate];
            }
        }
    }
}
