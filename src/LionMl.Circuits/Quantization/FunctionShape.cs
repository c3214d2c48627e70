namespace LionMl.Circuits;

/// <summary>A function of one real number, with what is known of it far away from zero.</summary>
/// <param name="Value">The function.</param>
internal sealed record FunctionShape(Func<double, double> Value)
{
    /// <summary>The constant that the function approaches far to the left; null if none.</summary>
    public double? LeftLimit { get; init; }

    /// <summary>The constant by which the function differs from <see cref="RightSlope"/>·x far to the right; null if none.</summary>
    public double? RightLimit { get; init; }

    /// <summary>The slope of the line that the function approaches far to the right.</summary>
    public double RightSlope { get; init; }

    /// <summary>The smallest number that the function takes; −∞ for any.</summary>
    public double DomainLow { get; init; } = double.NegativeInfinity;

    /// <summary>The largest number that the function takes; +∞ for any.</summary>
    public double DomainHigh { get; init; } = double.PositiveInfinity;

    /// <summary>Whether the function has no finite value at the ends of its domain.</summary>
    public bool IsOpen { get; init; }

    /// <summary>What the function approaches on the right.</summary>
    public double? RightTail(double x) => RightLimit is { } limit ? limit + (RightSlope * x) : null;

    /// <summary>The same function with tails that are found by looking far away: constants, or on the right a line.</summary>
    public FunctionShape WithTails()
    {
        const double far = 1 << 20;
        double left = Value(-far), leftSlope = (Value(-far / 2) - left) / (far / 2);
        double right = Value(far), rightSlope = (right - Value(far / 2)) / (far / 2);
        double Rounded(double value) => Math.Round(value * 1e9) / 1e9;
        bool flat = double.IsFinite(left) && Math.Abs(leftSlope) < 1e-9;

        // A line has to be exact, so only slopes that are powers of two will do (in practice 1).
        double slope = Rounded(rightSlope);
        bool straight = double.IsFinite(right) && (slope == 0 || (slope > 0 && double.IsPow2(slope)));
        return this with
        {
            LeftLimit = flat ? Rounded(left) : null,
            RightLimit = straight ? Rounded(right - (slope * far)) : null,
            RightSlope = straight ? slope : 0,
        };
    }

    /// <summary>The function, with numbers outside of the domain moved to its ends.</summary>
    public double At(double x) => Value(Math.Clamp(x, DomainLow, DomainHigh));
}
