package io.tapeline.ops.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Whether somebody may still write, asked within the transaction that writes. */
@FunctionalInterface
public interface Fence {

  /** For those who need nobody's leave. */
  Fence NONE = _ -> {};

  /**
   * Returns if the write may be made, and that holds until the end of the transaction: whoever
   * takes the leave away waits for it. Blocks.
   *
   * @throws FencedOffException if it may not
   */
  void check(Connection connection) throws SQLException;
}
