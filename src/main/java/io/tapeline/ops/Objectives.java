package io.tapeline.ops;

import java.util.List;

/** Who knows how new something is, and how new it is to be. Found by CDI; answers from memory. */
public interface Objectives {

  List<Freshness> freshness();
}
