using LionMl.Kernel.Wire;

namespace LionMl.Kernel.Tests.Wire;

public sealed class LibZmqLocatorTests
{
    [Fact]
    public void The_copies_beside_pyzmq_are_found()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("lionml-test-");
        try
        {
            string[] expected = ["pyzmq.libs/libzmq-2a.so.5.2.5", "zmq/.dylibs/libzmq.5.dylib", "zmq/libzmq.dll"];
            foreach (string file in (string[])[.. expected, "zmq/libzmq.pxd", "pyzmq.libs/libsodium-1.so.23"])
            {
                string path = Path.Combine(folder.FullName, file);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, string.Empty);
            }

            Assert.Equal(
                expected.Select(file => Path.Combine(folder.FullName, file)),
                LibZmqLocator.BesidePython([Path.Combine(folder.FullName, "none"), folder.FullName]));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
