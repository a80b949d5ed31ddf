package io.tapeline.chain.postgres;

import io.tapeline.chain.block.FullBlock;
import java.time.OffsetDateTime;

/**
 * A block that has its row.
 *
 * @param id of the row, to which what hangs on the block refers
 * @param recordedAt when it was recorded; what hangs on it is known since then, and as long as it
 */
public record StoredBlock(long id, OffsetDateTime recordedAt, FullBlock block) {}
