using System.Globalization;

namespace LionMl.KernelGenerator;

/// <summary>Where each constant lies in its table, and how it is spelt.</summary>
internal static class Constants
{
    public static int Row(WideRow row, int limbs, int limb) => row switch
    {
        WideRow.StepFactor => limb,
        WideRow.Modulus => limbs + limb,
        WideRow.Mask or WideRow.Origin => 2 * limbs,
        WideRow.Unbias or WideRow.InverseTop => (2 * limbs) + 1,
        _ => (2 * limbs) + 2,
    };

    public static int Row(BalancedRow row, int limbs, int limb) => row switch
    {
        BalancedRow.StepFactor => limb,
        BalancedRow.Modulus => limbs + limb,
        BalancedRow.NegativeInverse => 2 * limbs,
        _ => (2 * limbs) + 1,
    };

    public static string Real(double value) => value.ToString("R", CultureInfo.InvariantCulture) + "D";
}
