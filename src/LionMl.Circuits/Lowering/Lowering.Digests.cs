using LionMl.Algebra;
using LionMl.Circuits.Gadgets;

namespace LionMl.Circuits;

/// <content>Tensors that only a hash of is public.</content>
internal sealed partial class Lowering
{
    private readonly List<PublicDigest> _digests = [];
    private readonly SignalBits<Fr>[]?[] _digits;
    private DigestWriter? _hash;

    /// <summary>The digests so far, in the order of their public inputs.</summary>
    public IReadOnlyList<PublicDigest> Digests => _digests;

    /// <summary>For each digest its salt; may be shorter, then zeros follow.</summary>
    public IReadOnlyList<Fr> Salts { get; init; } = [];

    /// <summary>Hashes the node that was just lowered, where it is a tensor of a hashed group.</summary>
    private void HashNode(IntegerNode node)
    {
        if (node is InputNode && Graph.Visibility.Input.IsHashed())
        {
            Hash(node.Layer, TensorGroup.Input, Graph.Visibility.Input.HashForm(), [_position]);
        }

        if (Graph.Visibility.Params.IsHashed() && node is ParameterNode && !Graph.Nodes.Skip(_position + 1).OfType<ParameterNode>().Any())
        {
            int[] parameters = [.. Enumerable.Range(0, Graph.Nodes.Count).Where(i => Graph.Nodes[i] is ParameterNode)];
            Hash(PublicDigest.ParametersName, TensorGroup.Params, HashForm.Raw, parameters);
        }

        foreach (var output in Graph.Visibility.Output.IsHashed() ? Graph.Outputs : [])
        {
            if (output.Node == _position)
            {
                Hash(output.Name, TensorGroup.Output, Graph.Visibility.Output.HashForm(), [_position]);
            }
        }
    }

    private void Hash(string name, TensorGroup group, HashForm form, IReadOnlyList<int> nodes)
    {
        _hash ??= new DigestWriter(_system);
        DigestedTensor[] tensors = [.. nodes.Select(node => Describe(name, form, Graph.Nodes[node]))];
        var digest = new PublicDigest(name, group, _system.PublicCount, form, [.. tensors]);
        if (digest.IsSalted)
        {
            _hash.AddSalt(_digests.Count < Salts.Count ? Salts[_digests.Count] : Fr.Zero);
        }

        for (int i = 0; i < tensors.Length; i++)
        {
            int node = nodes[i];
            if (form == HashForm.Raw)
            {
                _hash.AddRaw(tensors[i].Encoding, Graph.Nodes[node].Count, element => SignalOf(node, element));
            }
            else
            {
                var digits = DigitsOf(node, group);
                _hash.AddLeo(tensors[i].Encoding, digits.Length, element => SignalOf(node, element), element => digits[element]);
            }
        }

        _hash.Publish();
        _digests.Add(digest);
    }

    /// <summary>Notes the digits that an element of an input was ranged by, for its hash.</summary>
    public void KeepDigits(int element, SignalBits<Fr> digits)
    {
        if (Graph.Visibility.Input == Visibility.HashedLeo)
        {
            (_digits[_position] ??= new SignalBits<Fr>[Graph.Nodes[_position].Count])[element] = digits;
        }
    }

    /// <summary>The digits of every element of a node: those it was ranged by, or new ones.</summary>
    private SignalBits<Fr>[] DigitsOf(int node, TensorGroup group)
    {
        if (group == TensorGroup.Input)
        {
            return _digits[node]!;
        }

        var range = Graph.Nodes[node].Range;
        bool signed = range.Low < 0;
        int bits = Math.Max(1, signed ? range.SignedBits : range.MagnitudeBits);
        var digits = new SignalBits<Fr>[Graph.Nodes[node].Count];
        for (int i = 0; i < digits.Length; i++)
        {
            Gadgets.Element = i;
            digits[i] = Gadgets.Digits(SignalOf(node, i), bits, signed, Packer);
        }

        Packer.Flush();
        return digits;
    }

    private static DigestedTensor Describe(string name, HashForm form, IntegerNode node) =>
        new(node is ParameterNode parameter ? $"{node.Layer}.{parameter.Role}" : name, node.Shape, node.ScaleBits, node.Range, DigestEncoding.Of(form, node.Range));
}
