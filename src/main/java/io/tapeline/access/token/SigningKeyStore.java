package io.tapeline.access.token;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Keys that sign, shared by all processes. All fail without a database. */
public interface SigningKeyStore {

  /** The channel on which processes hear that there is another key. */
  String CHANGED = "token_keys_changed";

  /**
   * A key as it is kept.
   *
   * @param sealed all of it, which only those who have the secret can open
   */
  @SuppressWarnings("ArrayRecordComponent") // they are never compared
  record Kept(String id, byte[] sealed, Instant signsFrom, Instant signsUntil, Instant goneAt) {}

  /** Those that are not gone. */
  Uni<List<Kept>> keys(Instant now);

  /**
   * Adds a key and tells all processes, unless there is one that whoever made this didn't know of.
   *
   * @return whether it was added
   */
  Uni<Boolean> add(Kept key, Set<String> known);
}
