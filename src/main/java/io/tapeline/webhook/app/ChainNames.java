package io.tapeline.webhook.app;

import java.util.Set;

/** Which chains there are whose reorgs can be told. */
public interface ChainNames {

  /** None where no blocks are stored. */
  Set<String> names();
}
