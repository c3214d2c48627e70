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
            long* difference = _differences + (64 * i);
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

            TLanes.Multiply(_products + (64 * (i + 1)), _products + (64 * i), difference);
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

    // An addition in which some lanes are not the sum of two different points. The slope holds the inverse of the difference.
    private void FinishUneven(Addition* addition, int i, long* x, long* y, long* slope, long* rise)
    {
        long* rightX = _temporary + (6 * 64), rightY = rightX + 64, resultX = rightY + 64, resultY = resultX + 64;
        long* sum = addition->Sum;
        if (addition->Left == null)
        {
            TLanes.Add(rightY, y, rise);
            for (int lane = 0; lane < 8; lane++)
            {
                long* source = G1Row.X(Rows, _pairs[(16 * i) + (2 * lane) + 1]);
                for (int j = 0; j < 8; j++)
                    rightX[(8 * j) + lane] = source[j];
            }
        }
        else
        {
            Copy(rightX, addition->Right);
            Copy(rightY, addition->Right + PointBlock.Y);
        }

        if (addition->DoubledLanes != 0)
        {
            TLanes.Square(resultX, x);
            TLanes.Add(resultY, resultX, resultX);
            TLanes.Add(resultY, resultY, resultX);
            TLanes.Blend(rise, resultY, addition->DoubledLanes);
        }

        TLanes.Multiply(slope, slope, rise);
        TLanes.Square(resultX, slope);
        Clear(resultY);
        TLanes.SubtractTame(resultX, resultX, x, rightX, resultY);
        TLanes.Subtract(rise, x, resultX);
        TLanes.Multiply(rise, rise, slope);
        TLanes.SubtractTame(resultY, rise, y);
        int onlyLeft = addition->LeftLanes & ~addition->RightLanes;
        int onlyRight = addition->RightLanes & ~addition->LeftLanes;
        TLanes.Blend(resultX, x, onlyLeft);
        TLanes.Blend(resultY, y, onlyLeft);
        TLanes.Blend(resultX, rightX, onlyRight);
        TLanes.Blend(resultY, rightY, onlyRight);
        int lanes = (addition->LeftLanes | addition->RightLanes) & ~addition->ZeroLanes;
        Copy(sum, resultX);
        Copy(sum + PointBlock.Y, resultY);
        PointBlock.SetLanes(sum, lanes);
    }

    private static void Clear(long* block) => new Span<long>(block, 64).Clear();
}
