namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module of one input; override <c>forward</c>, call <c>call</c>.</summary>
        public abstract class Module<T, TResult>(string name) : Module(name), IModule<T, TResult>
        {
            public abstract TResult forward(T input);

            /// <summary>Runs the module under its name in the trace.</summary>
            public TResult call(T input)
            {
                using IDisposable? scope = Trace.Current?.Enter(this);
                return forward(input);
            }
        }

        /// <summary>What can be called with one input.</summary>
        public interface IModule<T, TResult>
        {
            TResult call(T input);
        }

        /// <summary>A module of two inputs; override <c>forward</c>, call <c>call</c>.</summary>
        public abstract class Module<T1, T2, TResult>(string name) : Module(name), IModule<T1, T2, TResult>
        {
            public abstract TResult forward(T1 input1, T2 input2);

            /// <summary>Runs the module under its name in the trace.</summary>
            public TResult call(T1 input1, T2 input2)
            {
                using IDisposable? scope = Trace.Current?.Enter(this);
                return forward(input1, input2);
            }
        }

        /// <summary>What can be called with two inputs.</summary>
        public interface IModule<T1, T2, TResult>
        {
            TResult call(T1 input1, T2 input2);
        }

        /// <summary>A module of three inputs; override <c>forward</c>, call <c>call</c>.</summary>
        public abstract class Module<T1, T2, T3, TResult>(string name) : Module(name), IModule<T1, T2, T3, TResult>
        {
            public abstract TResult forward(T1 input1, T2 input2, T3 input3);

            /// <summary>Runs the module under its name in the trace.</summary>
            public TResult call(T1 input1, T2 input2, T3 input3)
            {
                using IDisposable? scope = Trace.Current?.Enter(this);
                return forward(input1, input2, input3);
            }
        }

        /// <summary>What can be called with three inputs.</summary>
        public interface IModule<T1, T2, T3, TResult>
        {
            TResult call(T1 input1, T2 input2, T3 input3);
        }

        /// <summary>A module of four inputs; override <c>forward</c>, call <c>call</c>.</summary>
        public abstract class Module<T1, T2, T3, T4, TResult>(string name) : Module(name), IModule<T1, T2, T3, T4, TResult>
        {
            public abstract TResult forward(T1 input1, T2 input2, T3 input3, T4 input4);

            /// <summary>Runs the module under its name in the trace.</summary>
            public TResult call(T1 input1, T2 input2, T3 input3, T4 input4)
            {
                using IDisposable? scope = Trace.Current?.Enter(this);
                return forward(input1, input2, input3, input4);
            }
        }

        /// <summary>What can be called with four inputs.</summary>
        public interface IModule<T1, T2, T3, T4, TResult>
        {
            TResult call(T1 input1, T2 input2, T3 input3, T4 input4);
        }

        /// <summary>A module of five inputs; override <c>forward</c>, call <c>call</c>.</summary>
        public abstract class Module<T1, T2, T3, T4, T5, TResult>(string name) : Module(name), IModule<T1, T2, T3, T4, T5, TResult>
        {
            public abstract TResult forward(T1 input1, T2 input2, T3 input3, T4 input4, T5 input5);

            /// <summary>Runs the module under its name in the trace.</summary>
            public TResult call(T1 input1, T2 input2, T3 input3, T4 input4, T5 input5)
            {
                using IDisposable? scope = Trace.Current?.Enter(this);
                return forward(input1, input2, input3, input4, input5);
            }
        }

        /// <summary>What can be called with five inputs.</summary>
        public interface IModule<T1, T2, T3, T4, T5, TResult>
        {
            TResult call(T1 input1, T2 input2, T3 input3, T4 input4, T5 input5);
        }

        /// <summary>A module of six inputs; override <c>forward</c>, call <c>call</c>.</summary>
        public abstract class Module<T1, T2, T3, T4, T5, T6, TResult>(string name) : Module(name), IModule<T1, T2, T3, T4, T5, T6, TResult>
        {
            public abstract TResult forward(T1 input1, T2 input2, T3 input3, T4 input4, T5 input5, T6 input6);

            /// <summary>Runs the module under its name in the trace.</summary>
            public TResult call(T1 input1, T2 input2, T3 input3, T4 input4, T5 input5, T6 input6)
            {
                using IDisposable? scope = Trace.Current?.Enter(this);
                return forward(input1, input2, input3, input4, input5, input6);
            }
        }

        /// <summary>What can be called with six inputs.</summary>
        public interface IModule<T1, T2, T3, T4, T5, T6, TResult>
        {
            TResult call(T1 input1, T2 input2, T3 input3, T4 input4, T5 input5, T6 input6);
        }
    }
}
