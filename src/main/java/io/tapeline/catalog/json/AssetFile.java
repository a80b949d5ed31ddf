package io.tapeline.catalog.json;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.catalog.AssetInfo;
import io.tapeline.catalog.AssetInfo.ChainContract;
import io.tapeline.catalog.app.ReferenceAssets;
import io.tapeline.market.Asset;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The well-known assets, from {@code catalog/assets.json} inside the program. */
@Singleton
public class AssetFile implements ReferenceAssets {

  private static final String FILE = "/catalog/assets.json";

  private final ObjectMapper mapper;

  @Inject
  public AssetFile(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public List<AssetInfo> all() {
    try (InputStream file = AssetFile.class.getResourceAsStream(FILE)) {
      Objects.requireNonNull(file, FILE);
      return mapper.readValue(file, new TypeReference<List<AssetJson>>() {}).stream()
          .map(AssetFile::info)
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(FILE + " can't be read", e);
    }
  }

  private static AssetInfo info(AssetJson json) {
    return new AssetInfo(
        new Asset(json.id()),
        json.name(),
        json.symbol(),
        AssetInfo.Kind.valueOf(json.kind().toUpperCase(Locale.ROOT)),
        json.decimals(),
        json.contracts().stream()
            .map(contract -> new ChainContract(contract.chain(), contract.address()))
            .toList());
  }
}
