namespace LionMl.Kernel.Specs;

/// <summary>The kernel's picture in launchers: a lion's head whose mane is a ring of points on a curve.</summary>
internal static class KernelLogo
{
    public const string Svg = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" role="img" aria-label="LionML">
          <circle cx="32" cy="32" r="26" fill="none" stroke="#b45309" stroke-width="10" stroke-dasharray="8.6 5.014"/>
          <circle cx="32" cy="32" r="20" fill="#f59e0b"/>
          <circle cx="25" cy="28" r="2.6" fill="#3b1d02"/>
          <circle cx="39" cy="28" r="2.6" fill="#3b1d02"/>
          <path d="M28 36h8l-4 4z" fill="#3b1d02"/>
          <path d="M32 40c0 5-7 6-9 2M32 40c0 5 7 6 9 2" fill="none" stroke="#3b1d02" stroke-width="2" stroke-linecap="round"/>
        </svg>

        """;
}
