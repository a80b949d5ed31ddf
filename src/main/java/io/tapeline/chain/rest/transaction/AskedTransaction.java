package io.tapeline.chain.rest.transaction;

import io.tapeline.chain.Hash;
import io.tapeline.ops.upstream.Leave;

/**
 * Which transaction is asked for, and how.
 *
 * @param leave of whoever asks, to have nodes asked
 * @param mustBeVerified what is not proved is refused
 * @param withProof whether the proof is sent along
 * @param headers so many of those on its block, where that is the proof
 */
record AskedTransaction(
    Leave leave, Hash id, boolean mustBeVerified, boolean withProof, int headers) {}
