package io.tapeline.catalog.app;

import io.tapeline.catalog.AssetInfo;
import java.util.List;

/** Where the facts about well-known assets are kept. */
public interface ReferenceAssets {

  /** Every well-known asset, each once. */
  List<AssetInfo> all();
}
