namespace LionMl.Interactive;

/// <summary>One word of a command's line.</summary>
/// <param name="Text">Without its quotes.</param>
/// <param name="Start">Where it begins in the line, quotes included.</param>
internal readonly record struct MagicWord(string Text, int Start);
