// Tests that seed the process's one generator must not share it with others at the same time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
