package io.tapeline.chain.app;

/** A node of a chain like Ethereum, which can be asked for more than where the chain is. */
public interface EvmNode extends ChainNode {}
