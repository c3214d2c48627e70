namespace LionMl.Algebra;

internal sealed unsafe partial class AffineBatch<TLanes>
{
    // Some x₂ − x₁ is zero, and with it a running product. Finds the places: opposite points, whose sum is infinity, get 1 for the
    // difference; equal points get 2·y₁, the denominator of the tangent's slope. Then all products can be inverted.
    private void Repair()
    {
        for (int i = 0; i < _count; i++)
        {
            Addition* addition = _additions + i;
            long* difference = _differences + (BlockWords * i);
            int zero = TLanes.ZeroLanes(difference) & addition->LeftLanes & addition->RightLanes;
            for (int lane = 0; zero >> lane != 0; lane++)
            {
                if (((zero >> lane) & 1) == 0)
                    continue;
                ReadY(i, lane, out Fq left, out Fq right);
                if ((left + right).IsZero)
                {
                    addition->ZeroLanes |= (byte)(1 << lane);
                    FqLane.Write(difference + lane, 8, Fq.One);
                }
                else
                {
                    addition->DoubledLanes |= (byte)(1 << lane);
                    FqLane.Write(difference + lane, 8, left.Double());
                }
            }
        }

        for (int i = 0; i < _count; i += Group)
        {
            long* products = _products + (BlockWords * i);
            TLanes.Multiply(products + (BlockWords * Group), products, _differences + (BlockWords * i), Group);
        }
    }

    private void ReadY(int i, int lane, out Fq left, out Fq right)
    {
        Addition* addition = _additions + i;
        if (addition->Left != null)
        {
            left = FqLane.Read(addition->Left + PointBlock.Y + lane, 8);
            right = FqLane.Read(addition->Right + PointBlock.Y + lane, 8);
            return;
        }

        uint* pair = _pairs + (16 * i) + (2 * lane);
        left = FqLane.Read(G1Row.Y(Rows, pair[0]), 1);
        right = FqLane.Read(G1Row.Y(Rows, pair[1]), 1);
        left = (pair[0] & G1Row.Negative) != 0 ? -left : left;
        right = (pair[1] & G1Row.Negative) != 0 ? -right : right;
    }

    // Equal points: the slope is that of the tangent, 3·x²/(2·y).
    private void SetTangentRise(long* rise, long* x, int lanes)
    {
        long* square = _spare, triple = _spare + BlockWords;
        TLanes.Square(square, x, 1);
        TLanes.Add(triple, square, square);
        TLanes.Add(triple, triple, square);
        TLanes.Blend(rise, triple, lanes);
    }

    // Leaves the new x in the place of the square: the left point is still needed.
    private void FinishUnevenX(int i, long* fall, long* square, long* x)
    {
        long* right = _spare, difference = _spare + (2 * BlockWords);
        LoadRight(i, right);
        TLanes.Subtract(difference, right, x);
        TLanes.FinishX(square, fall, square, x, difference);
    }

    // Where there is only one point, it is the sum.
    private void FinishUnevenY(int i, long* sumX, long* product, long* x, long* y)
    {
        Addition* addition = _additions + i;
        long* right = _spare;
        LoadRight(i, right);
        TLanes.SubtractTame(product, product, y);
        int onlyLeft = addition->LeftLanes & ~addition->RightLanes;
        int onlyRight = addition->RightLanes & ~addition->LeftLanes;
        TLanes.Blend(sumX, x, onlyLeft);
        TLanes.Blend(product, y, onlyLeft);
        TLanes.Blend(sumX, right, onlyRight);
        TLanes.Blend(product, right + PointBlock.Y, onlyRight);
        Copy(addition->Sum, sumX);
        Copy(addition->Sum + PointBlock.Y, product);
        PointBlock.SetLanes(addition->Sum, (addition->LeftLanes | addition->RightLanes) & ~addition->ZeroLanes);
    }

    private void LoadRight(int i, long* right)
    {
        Addition* addition = _additions + i;
        if (addition->Left != null)
        {
            Copy(right, addition->Right);
            Copy(right + PointBlock.Y, addition->Right + PointBlock.Y);
            return;
        }

        uint* pairs = _pairs + (16 * i);
        long* y = _spare + (2 * BlockWords), difference = y + BlockWords;
        // The left ones of the pairs that start one place later.
        TLanes.GatherLeftX(right, Rows, pairs + 1);
        TLanes.GatherY(y, difference, Rows, pairs);
        TLanes.Add(right + PointBlock.Y, y, difference);
    }
}
