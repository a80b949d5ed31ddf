package io.tapeline.ops;

import java.util.List;

/** Parts of which the configuration says how many there are. Found by CDI, as {@link Part}. */
public interface Parts {

  List<Part> all();
}
