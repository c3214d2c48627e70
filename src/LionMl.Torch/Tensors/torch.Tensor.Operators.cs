namespace TorchSharp;

public static partial class torch
{
    /// <content>Operators between tensors, scalars and C#'s numbers. Comparison is element by element.</content>
    public partial class Tensor
    {
        public static Tensor operator +(Tensor left, Tensor right) => left.add(right);

        public static Tensor operator +(Tensor left, Scalar right) => left.add(right);

        public static Tensor operator +(Scalar left, Tensor right) => Plain(left).add(right);

        public static Tensor operator +(Tensor left, int right) => left.add((Scalar)right);

        public static Tensor operator +(int left, Tensor right) => Plain(left).add(right);

        public static Tensor operator +(Tensor left, long right) => left.add((Scalar)right);

        public static Tensor operator +(long left, Tensor right) => Plain(left).add(right);

        public static Tensor operator +(Tensor left, float right) => left.add((Scalar)right);

        public static Tensor operator +(float left, Tensor right) => Plain(left).add(right);

        public static Tensor operator +(Tensor left, double right) => left.add((Scalar)right);

        public static Tensor operator +(double left, Tensor right) => Plain(left).add(right);

        public static Tensor operator -(Tensor left, Tensor right) => left.sub(right);

        public static Tensor operator -(Tensor left, Scalar right) => left.sub(right);

        public static Tensor operator -(Scalar left, Tensor right) => Plain(left).sub(right);

        public static Tensor operator -(Tensor left, int right) => left.sub((Scalar)right);

        public static Tensor operator -(int left, Tensor right) => Plain(left).sub(right);

        public static Tensor operator -(Tensor left, long right) => left.sub((Scalar)right);

        public static Tensor operator -(long left, Tensor right) => Plain(left).sub(right);

        public static Tensor operator -(Tensor left, float right) => left.sub((Scalar)right);

        public static Tensor operator -(float left, Tensor right) => Plain(left).sub(right);

        public static Tensor operator -(Tensor left, double right) => left.sub((Scalar)right);

        public static Tensor operator -(double left, Tensor right) => Plain(left).sub(right);

        public static Tensor operator *(Tensor left, Tensor right) => left.mul(right);

        public static Tensor operator *(Tensor left, Scalar right) => left.mul(right);

        public static Tensor operator *(Scalar left, Tensor right) => Plain(left).mul(right);

        public static Tensor operator *(Tensor left, int right) => left.mul((Scalar)right);

        public static Tensor operator *(int left, Tensor right) => Plain(left).mul(right);

        public static Tensor operator *(Tensor left, long right) => left.mul((Scalar)right);

        public static Tensor operator *(long left, Tensor right) => Plain(left).mul(right);

        public static Tensor operator *(Tensor left, float right) => left.mul((Scalar)right);

        public static Tensor operator *(float left, Tensor right) => Plain(left).mul(right);

        public static Tensor operator *(Tensor left, double right) => left.mul((Scalar)right);

        public static Tensor operator *(double left, Tensor right) => Plain(left).mul(right);

        public static Tensor operator /(Tensor left, Tensor right) => left.div(right);

        public static Tensor operator /(Tensor left, Scalar right) => left.div(right);

        public static Tensor operator /(Scalar left, Tensor right) => Plain(left).div(right);

        public static Tensor operator /(Tensor left, int right) => left.div((Scalar)right);

        public static Tensor operator /(int left, Tensor right) => Plain(left).div(right);

        public static Tensor operator /(Tensor left, long right) => left.div((Scalar)right);

        public static Tensor operator /(long left, Tensor right) => Plain(left).div(right);

        public static Tensor operator /(Tensor left, float right) => left.div((Scalar)right);

        public static Tensor operator /(float left, Tensor right) => Plain(left).div(right);

        public static Tensor operator /(Tensor left, double right) => left.div((Scalar)right);

        public static Tensor operator /(double left, Tensor right) => Plain(left).div(right);

        public static Tensor operator %(Tensor left, Tensor right) => left.remainder(right);

        public static Tensor operator %(Tensor left, Scalar right) => left.remainder(right);

        public static Tensor operator %(Scalar left, Tensor right) => Plain(left).remainder(right);

        public static Tensor operator %(Tensor left, int right) => left.remainder((Scalar)right);

        public static Tensor operator %(int left, Tensor right) => Plain(left).remainder(right);

        public static Tensor operator %(Tensor left, long right) => left.remainder((Scalar)right);

        public static Tensor operator %(long left, Tensor right) => Plain(left).remainder(right);

        public static Tensor operator %(Tensor left, float right) => left.remainder((Scalar)right);

        public static Tensor operator %(float left, Tensor right) => Plain(left).remainder(right);

        public static Tensor operator %(Tensor left, double right) => left.remainder((Scalar)right);

        public static Tensor operator %(double left, Tensor right) => Plain(left).remainder(right);

        public static Tensor operator ==(Tensor left, Tensor right) => left.eq(right);

        public static Tensor operator ==(Tensor left, Scalar right) => left.eq(right);

        public static Tensor operator ==(Scalar left, Tensor right) => Plain(left).eq(right);

        public static Tensor operator ==(Tensor left, int right) => left.eq((Scalar)right);

        public static Tensor operator ==(int left, Tensor right) => Plain(left).eq(right);

        public static Tensor operator ==(Tensor left, long right) => left.eq((Scalar)right);

        public static Tensor operator ==(long left, Tensor right) => Plain(left).eq(right);

        public static Tensor operator ==(Tensor left, float right) => left.eq((Scalar)right);

        public static Tensor operator ==(float left, Tensor right) => Plain(left).eq(right);

        public static Tensor operator ==(Tensor left, double right) => left.eq((Scalar)right);

        public static Tensor operator ==(double left, Tensor right) => Plain(left).eq(right);

        public static Tensor operator !=(Tensor left, Tensor right) => left.ne(right);

        public static Tensor operator !=(Tensor left, Scalar right) => left.ne(right);

        public static Tensor operator !=(Scalar left, Tensor right) => Plain(left).ne(right);

        public static Tensor operator !=(Tensor left, int right) => left.ne((Scalar)right);

        public static Tensor operator !=(int left, Tensor right) => Plain(left).ne(right);

        public static Tensor operator !=(Tensor left, long right) => left.ne((Scalar)right);

        public static Tensor operator !=(long left, Tensor right) => Plain(left).ne(right);

        public static Tensor operator !=(Tensor left, float right) => left.ne((Scalar)right);

        public static Tensor operator !=(float left, Tensor right) => Plain(left).ne(right);

        public static Tensor operator !=(Tensor left, double right) => left.ne((Scalar)right);

        public static Tensor operator !=(double left, Tensor right) => Plain(left).ne(right);

        public static Tensor operator <(Tensor left, Tensor right) => left.lt(right);

        public static Tensor operator <(Tensor left, Scalar right) => left.lt(right);

        public static Tensor operator <(Scalar left, Tensor right) => Plain(left).lt(right);

        public static Tensor operator <(Tensor left, int right) => left.lt((Scalar)right);

        public static Tensor operator <(int left, Tensor right) => Plain(left).lt(right);

        public static Tensor operator <(Tensor left, long right) => left.lt((Scalar)right);

        public static Tensor operator <(long left, Tensor right) => Plain(left).lt(right);

        public static Tensor operator <(Tensor left, float right) => left.lt((Scalar)right);

        public static Tensor operator <(float left, Tensor right) => Plain(left).lt(right);

        public static Tensor operator <(Tensor left, double right) => left.lt((Scalar)right);

        public static Tensor operator <(double left, Tensor right) => Plain(left).lt(right);

        public static Tensor operator <=(Tensor left, Tensor right) => left.le(right);

        public static Tensor operator <=(Tensor left, Scalar right) => left.le(right);

        public static Tensor operator <=(Scalar left, Tensor right) => Plain(left).le(right);

        public static Tensor operator <=(Tensor left, int right) => left.le((Scalar)right);

        public static Tensor operator <=(int left, Tensor right) => Plain(left).le(right);

        public static Tensor operator <=(Tensor left, long right) => left.le((Scalar)right);

        public static Tensor operator <=(long left, Tensor right) => Plain(left).le(right);

        public static Tensor operator <=(Tensor left, float right) => left.le((Scalar)right);

        public static Tensor operator <=(float left, Tensor right) => Plain(left).le(right);

        public static Tensor operator <=(Tensor left, double right) => left.le((Scalar)right);

        public static Tensor operator <=(double left, Tensor right) => Plain(left).le(right);

        public static Tensor operator >(Tensor left, Tensor right) => left.gt(right);

        public static Tensor operator >(Tensor left, Scalar right) => left.gt(right);

        public static Tensor operator >(Scalar left, Tensor right) => Plain(left).gt(right);

        public static Tensor operator >(Tensor left, int right) => left.gt((Scalar)right);

        public static Tensor operator >(int left, Tensor right) => Plain(left).gt(right);

        public static Tensor operator >(Tensor left, long right) => left.gt((Scalar)right);

        public static Tensor operator >(long left, Tensor right) => Plain(left).gt(right);

        public static Tensor operator >(Tensor left, float right) => left.gt((Scalar)right);

        public static Tensor operator >(float left, Tensor right) => Plain(left).gt(right);

        public static Tensor operator >(Tensor left, double right) => left.gt((Scalar)right);

        public static Tensor operator >(double left, Tensor right) => Plain(left).gt(right);

        public static Tensor operator >=(Tensor left, Tensor right) => left.ge(right);

        public static Tensor operator >=(Tensor left, Scalar right) => left.ge(right);

        public static Tensor operator >=(Scalar left, Tensor right) => Plain(left).ge(right);

        public static Tensor operator >=(Tensor left, int right) => left.ge((Scalar)right);

        public static Tensor operator >=(int left, Tensor right) => Plain(left).ge(right);

        public static Tensor operator >=(Tensor left, long right) => left.ge((Scalar)right);

        public static Tensor operator >=(long left, Tensor right) => Plain(left).ge(right);

        public static Tensor operator >=(Tensor left, float right) => left.ge((Scalar)right);

        public static Tensor operator >=(float left, Tensor right) => Plain(left).ge(right);

        public static Tensor operator >=(Tensor left, double right) => left.ge((Scalar)right);

        public static Tensor operator >=(double left, Tensor right) => Plain(left).ge(right);

        public static Tensor operator -(Tensor tensor) => tensor.neg();

        public static Tensor operator !(Tensor tensor) => tensor.logical_not();

        public static Tensor operator ~(Tensor tensor) => tensor.logical_not();

        public static Tensor operator &(Tensor left, Tensor right) => left.logical_and(right);

        public static Tensor operator |(Tensor left, Tensor right) => left.logical_or(right);

        public static Tensor operator ^(Tensor left, Tensor right) => left.logical_xor(right);
    }
}
