package io.tapeline.chain.declared;

import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.declared.ChainsConfig.TokenConfig;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.token.BalanceMapping;
import io.tapeline.chain.token.KnownToken;
import io.tapeline.chain.token.Layout;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads where tokens of a chain keep what, and tells all that is wrong with it. */
final class TokenSettings {

  private static final int MOST_TOKENS = 100;
  private static final Pattern SLOT = Pattern.compile("0x[0-9a-fA-F]{1,64}|0|[1-9][0-9]{0,8}");

  private final String prefix;
  private final List<String> faults;

  private TokenSettings(String prefix, List<String> faults) {
    this.prefix = prefix;
    this.faults = faults;
  }

  /**
   * @param faults what is wrong is added
   */
  static List<KnownToken> read(String chain, Map<String, TokenConfig> given, List<String> faults) {
    String all = "tapeline.chains." + chain + ".tokens";
    if (given.size() > MOST_TOKENS) {
      faults.add(all + " must be at most " + MOST_TOKENS);
    }
    List<KnownToken> tokens = new ArrayList<>();
    new TreeMap<>(given)
        .forEach(
            (symbol, config) ->
                new TokenSettings(all + "." + symbol, faults).token(config).ifPresent(tokens::add));
    return tokens;
  }

  private Optional<KnownToken> token(TokenConfig given) {
    Address contract = given.contract().map(this::address).orElse(null);
    if (given.contract().isEmpty()) {
      wrong("contract", "the address of the token's contract");
    }
    Layout layout = layout(given.layout().orElse("solidity"));
    Hash balances = slot("balance-slot", given.balanceSlot());
    Hash supply = slot("supply-slot", given.supplySlot());
    return contract == null
        ? Optional.empty()
        : Optional.of(
            new KnownToken(
                contract, balances == null ? null : new BalanceMapping(layout, balances), supply));
  }

  private @Nullable Address address(String text) {
    try {
      return Address.parse(text);
    } catch (RefusedException e) {
      wrong("contract", "an address: " + e.getMessage());
      return null;
    }
  }

  private Layout layout(String text) {
    return Arrays.stream(Layout.values())
        .filter(layout -> layout.toString().equals(text))
        .findFirst()
        .orElseGet(
            () -> {
              wrong("layout", "solidity or vyper");
              return Layout.SOLIDITY;
            });
  }

  private @Nullable Hash slot(String name, Optional<String> given) {
    if (given.isEmpty()) {
      return null;
    }
    String text = given.get();
    if (!SLOT.matcher(text).matches()) {
      wrong(name, "a number, or 0x and 1 to 64 hexadecimal digits");
      return null;
    }
    return text.startsWith("0x")
        ? Hash.of(new BigInteger(text.substring(2), 16))
        : Hash.of(new BigInteger(text));
  }

  private void wrong(String name, String what) {
    faults.add(prefix + "." + name + " must be " + what);
  }
}
