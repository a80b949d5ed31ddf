package io.tapeline.chain.app;

import io.tapeline.chain.quorum.Quorum;
import java.time.Duration;

/**
 * A chain, its nodes, and how it is followed.
 *
 * @param pollEvery how often nodes are asked where it is
 * @param reorgBlocks so many blocks may be taken back at once
 */
public record FollowedChain(
    String name,
    ChainKind kind,
    NodePool<?> nodes,
    Quorum quorum,
    Duration pollEvery,
    int reorgBlocks) {}
