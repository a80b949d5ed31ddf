package io.tapeline.chain.token.app;

import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.token.TokenTransfer;

/** A transfer and the block that it is in. */
public record KeptTransfer(BlockRef block, TokenTransfer transfer) {}
