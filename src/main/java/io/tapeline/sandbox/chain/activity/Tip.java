package io.tapeline.sandbox.chain.activity;

import io.tapeline.chain.Hash;
import io.tapeline.chain.block.Header;
import io.tapeline.sandbox.chain.state.Ledger;

/**
 * A block that others can follow.
 *
 * @param ledger what everybody has behind it; nobody may change it
 */
public record Tip(Header header, Hash hash, Ledger ledger) {}
