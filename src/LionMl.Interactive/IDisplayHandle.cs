namespace LionMl.Interactive;

/// <summary>A value that is shown and can be replaced where it stands.</summary>
public interface IDisplayHandle
{
    /// <summary>Shows another value in the same place; from any thread, also after the cell has ended.</summary>
    void Update(object value);
}
