package io.tapeline.chain.rest;

import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.read.BlockChoice;
import io.tapeline.chain.spv.proof.InclusionClaim;
import io.tapeline.http.Inputs;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is asked of chains, as requests write it; each wrong one is noted. */
public final class ReadInputs {

  static final String VERIFIED = "verified";
  static final String ANY = "any";

  public static final String BLOCK =
      "`latest` (unless it is given), `safe`, `finalized`, a block's number, or its hash.";

  private static final String SLOT = "0x[0-9a-fA-F]{1,64}";
  private static final String NAKED_HASH = "[0-9a-fA-F]{64}";
  private static final int USUAL_HEADERS = 6;
  private static final String HASH = "0x[0-9a-fA-F]{64}";

  private final Inputs inputs = new Inputs();

  public void check() {
    inputs.check();
  }

  /** Null if it is wrong. */
  public @Nullable Address address(String name, String given) {
    try {
      return Address.parse(given);
    } catch (RefusedException e) {
      inputs.wrong(name, reason(e), given);
      return null;
    }
  }

  private static String reason(RefusedException e) {
    return "must be an address: "
        + e.getMessage()
        + "; compare it with where it is from, or write it in small letters to go without the"
        + " checksum";
  }

  public List<Address> addresses(String name, @Nullable String given, int most) {
    return list(name, given, most, text -> address(name, text));
  }

  public List<Hash> slots(String name, @Nullable String given, int most) {
    return list(name, given, most, text -> slot(name, text));
  }

  private @Nullable Hash slot(String name, String given) {
    if (!given.matches(SLOT)) {
      inputs.wrong(name, "must be slots, 0x and 1 to 64 hexadecimal digits each", given);
      return null;
    }
    return Hash.of(new BigInteger(given.substring(2), 16));
  }

  private <T> List<T> list(
      String name, @Nullable String given, int most, Function<String, @Nullable T> reading) {
    if (given == null) {
      return List.of();
    }
    List<String> texts = Arrays.stream(given.split(",", -1)).map(String::strip).toList();
    if (texts.size() > most) {
      inputs.wrong(name, "must be 1 to " + most + " between commas", given);
      return List.of();
    }
    return texts.stream().map(reading).filter(Objects::nonNull).distinct().toList();
  }

  /** With 0x or without it, as Bitcoin's are shown; null if it is wrong. */
  public @Nullable Hash nakedHash(String name, String given) {
    return hash(name, given.matches(NAKED_HASH) ? "0x" + given : given);
  }

  /** How many headers follow a block of Bitcoin. */
  public int headers(String name, @Nullable String given) {
    return inputs.integer(name, given, USUAL_HEADERS, 0, InclusionClaim.MOST_FOLLOWING);
  }

  /** Null if it is wrong. */
  public @Nullable Hash hash(String name, String given) {
    if (!given.matches(HASH)) {
      inputs.wrong(name, "must be 0x and 64 hexadecimal digits", given);
      return null;
    }
    return Hash.of(given);
  }

  public BlockChoice block(@Nullable String given) {
    BlockChoice latest = BlockChoice.parse("latest");
    BlockChoice chosen = inputs.parsed("block", given, BlockChoice.FORM, BlockChoice::parse);
    return chosen == null ? latest : chosen;
  }

  boolean mustBeVerified(@Nullable String given) {
    return inputs.choice("require", given, Map.of(VERIFIED, true, ANY, false), false);
  }

  boolean proof(@Nullable String given) {
    return inputs.flag("proof", given, true);
  }
}
