namespace LionMl.R1cs;

/// <summary>Where the terms of one recorded row go. <see cref="RowPlan.Split"/> matters for the two linear forms only.</summary>
/// <param name="Form">Which combination goes into which matrix.</param>
/// <param name="Split">How many of a linear row's terms leave matrix C.</param>
internal readonly record struct RowPlan(RowForm Form, int Split = 0);
