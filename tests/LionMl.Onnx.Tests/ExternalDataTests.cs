using Google.Protobuf;
using LionMl.Onnx.Schema;

namespace LionMl.Onnx.Tests;

/// <summary>Weights in files beside the model: only within its folder, and only as many bytes as there are.</summary>
public sealed class ExternalDataTests
{
    [Theory]
    [InlineData("../secret.bin")]
    [InlineData("/etc/passwd")]
    [InlineData("sub/../../secret.bin")]
    [InlineData("C:\\secret.bin")]
    [InlineData("..\\secret.bin")]
    [InlineData("\\\\server\\share")]
    [InlineData("out.link")]
    [InlineData("dir.link/secret.bin")]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("sub")]
    [InlineData("nothing.bin")]
    public void External_data_outside_the_folder_are_refused(string location)
    {
        using var folder = new TemporaryFolder();
        string problem = Assert.Single(folder.ProblemsOf(location, null, null));
        Assert.Contains("initialiser 'w': its data lie in", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("weights.bin", null, null)]
    [InlineData("sub/weights.bin", "4", "8")]
    [InlineData("in.link", "4", null)]
    public void External_data_inside_the_folder_are_read(string location, string? offset, string? length)
    {
        using var folder = new TemporaryFolder();
        Graph graph = folder.Read(location, offset, length);
        Assert.Equal(offset is null ? [1f, 2f] : [2f, 3f], graph.Constants["w"].ToFloats());
    }

    [Theory]
    [InlineData("5", null)]
    [InlineData("9223372036854775807", null)]
    [InlineData("-1", null)]
    [InlineData("x", null)]
    [InlineData("0", "7")]
    [InlineData("0", "12")]
    [InlineData("0", "-8")]
    public void Offset_and_length_of_external_data_are_checked(string offset, string? length)
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("initialiser 'w':", Assert.Single(folder.ProblemsOf("weights.bin", offset, length)), StringComparison.Ordinal);
    }

    [Fact]
    public void External_data_of_a_stream_are_refused()
    {
        ModelProto model = TemporaryFolder.ModelWith("weights.bin", null, null);
        Assert.Contains("came from a stream", Assert.Single(HostileFileTests.ProblemsOf(model)), StringComparison.Ordinal);
    }

    /// <summary>A model's folder with weights in and around it.</summary>
    private sealed class TemporaryFolder : IDisposable
    {
        private readonly string _root = Directory.CreateTempSubdirectory("lionml-onnx-").FullName;
        private readonly string _folder;

        public TemporaryFolder()
        {
            _folder = Path.Combine(_root, "model");
            Directory.CreateDirectory(Path.Combine(_folder, "sub"));
            byte[] weights = [.. new[] { 1f, 2f, 3f }.SelectMany(BitConverter.GetBytes)];
            File.WriteAllBytes(Path.Combine(_root, "secret.bin"), weights);
            File.WriteAllBytes(Path.Combine(_folder, "weights.bin"), weights);
            File.WriteAllBytes(Path.Combine(_folder, "sub", "weights.bin"), weights);
            File.CreateSymbolicLink(Path.Combine(_folder, "out.link"), Path.Combine(_root, "secret.bin"));
            File.CreateSymbolicLink(Path.Combine(_folder, "dir.link"), _root);
            File.CreateSymbolicLink(Path.Combine(_folder, "in.link"), Path.Combine("sub", "weights.bin"));
        }

        public static ModelProto ModelWith(string location, string? offset, string? length)
        {
            var tensor = new TensorProto { Name = "w", DataType = 1, Dims = { 2 }, DataLocation = TensorProto.Types.DataLocation.External };
            tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = location });
            if (offset is not null)
            {
                tensor.ExternalData.Add(new StringStringEntryProto { Key = "offset", Value = offset });
            }

            if (length is not null)
            {
                tensor.ExternalData.Add(new StringStringEntryProto { Key = "length", Value = length });
            }

            ModelProto model = HostileFileTests.Model();
            model.Graph.Initializer.Add(tensor);
            model.Graph.Node.Add(HostileFileTests.NodeOf("Add", "add", ["x", "w"], ["y"]));
            return model;
        }

        public Graph Read(string location, string? offset, string? length)
        {
            string path = Path.Combine(_folder, "model.onnx");
            File.WriteAllBytes(path, ModelWith(location, offset, length).ToByteArray());
            return OnnxReader.Read(path);
        }

        public IReadOnlyList<string> ProblemsOf(string location, string? offset, string? length) =>
            Assert.Throws<OnnxException>(() => Read(location, offset, length)).Problems;

        public void Dispose() => Directory.Delete(_root, recursive: true);
    }
}
