namespace LionMl.Kernel.Wire;

/// <summary>Kinds of sockets, with libzmq's numbers. The kernel uses the first three, its clients the others.</summary>
internal enum ZmqSocketKind
{
    /// <summary>Publishes to whoever listens.</summary>
    Pub = 1,

    /// <summary>Answers one request after the other.</summary>
    Rep = 4,

    /// <summary>Knows its peers by an identity.</summary>
    Router = 6,

    /// <summary>Listens to a publisher.</summary>
    Sub = 2,

    /// <summary>Asks and waits.</summary>
    Req = 3,

    /// <summary>A router's peer.</summary>
    Dealer = 5,
}
