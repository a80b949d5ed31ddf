package io.tapeline.chain.app;

import org.jspecify.annotations.Nullable;

/**
 * How blocks of a chain are stored.
 *
 * @param isOn whether they are
 * @param from number of the first, where none is stored; the head then if it is null
 * @param batchBlocks so many are stored at once
 * @param concurrency so many are fetched at once
 */
public record Indexing(boolean isOn, @Nullable Long from, int batchBlocks, int concurrency) {

  /** As the configuration has it if it says nothing. */
  public static final Indexing USUAL = new Indexing(true, null, 16, 4);
}
