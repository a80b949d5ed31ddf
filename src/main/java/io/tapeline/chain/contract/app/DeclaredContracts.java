package io.tapeline.chain.contract.app;

import io.quarkus.arc.All;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.declared.ChainsConfig;
import io.tapeline.chain.declared.ChainsConfig.ChainConfig;
import io.tapeline.chain.declared.ChainsConfig.PoolConfig;
import io.tapeline.chain.declared.ChainsConfig.TokenConfig;
import io.tapeline.chain.pool.Kind;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.token.Token;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tokens and pools that the configuration declares, all of it checked. */
@ApplicationScoped
public class DeclaredContracts {

  private static final int MOST = 100;
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9-]{0,29}");

  private final List<String> faults = new ArrayList<>();
  private final Map<String, List<Token>> tokens = new HashMap<>();
  private final Map<String, List<DeclaredPool>> pools = new HashMap<>();
  private final List<OwnContracts> own;

  /**
   * A pool by the names of its tokens.
   *
   * @param kind null where its contract is asked for it
   * @param base contract of the token whose price it is
   */
  public record DeclaredPool(
      String name, Address address, @Nullable Kind kind, Address base, Address quote) {}

  /** Those that are declared alone. */
  public DeclaredContracts(ChainsConfig config) {
    this(config, List.of());
  }

  /**
   * @param own of chains of this process, which are followed where none is declared
   * @throws IllegalArgumentException naming each setting that is wrong, and what would be right
   */
  @Inject
  public DeclaredContracts(ChainsConfig config, @All List<OwnContracts> own) {
    this.own = config.all().isEmpty() ? List.copyOf(own) : List.of();
    config.all().forEach(this::chain);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "tokens and pools are not declared as they should be: " + String.join("; ", faults));
    }
  }

  /** Ascending by symbol. */
  public List<Token> tokens(String chain) {
    return declared(tokens, chain, each -> each.tokens(chain));
  }

  /** Ascending by name. */
  public List<DeclaredPool> pools(String chain) {
    return declared(pools, chain, each -> each.pools(chain));
  }

  private <T> List<T> declared(
      Map<String, List<T>> here, String chain, Function<OwnContracts, List<T>> there) {
    List<T> found = here.get(chain);
    return found == null
        ? own.stream().flatMap(each -> there.apply(each).stream()).toList()
        : found;
  }

  private void chain(String chain, ChainConfig given) {
    Map<String, Token> byName = new TreeMap<>();
    new TreeMap<>(given.tokens())
        .forEach(
            (name, token) -> token(chain, name, token).ifPresent(found -> byName.put(name, found)));
    List<DeclaredPool> found = new ArrayList<>();
    new TreeMap<>(given.pools())
        .forEach((name, pool) -> pool(chain, name, pool, byName).ifPresent(found::add));
    if (byName.size() > MOST || found.size() > MOST) {
      faults.add("tapeline.chains." + chain + ": at most " + MOST + " tokens and as many pools");
    }
    twice(chain, ".tokens", byName.values().stream().map(Token::contract).toList());
    twice(chain, ".pools", found.stream().map(DeclaredPool::address).toList());
    tokens.put(chain, List.copyOf(byName.values()));
    pools.put(chain, List.copyOf(found));
  }

  private void twice(String chain, String what, List<Address> addresses) {
    if (addresses.stream().distinct().count() < addresses.size()) {
      faults.add("tapeline.chains." + chain + what + ": must have no address twice");
    }
  }

  private Optional<Token> token(String chain, String name, TokenConfig given) {
    String at = "tapeline.chains." + chain + ".tokens." + name;
    named(at, name);
    return address(at + ".contract", given.contract())
        .map(
            contract ->
                new Token(
                    name,
                    contract,
                    given.decimals().orElse(null),
                    given.minTransfer().orElse(BigDecimal.ZERO)));
  }

  private Optional<DeclaredPool> pool(
      String chain, String name, PoolConfig given, Map<String, Token> byName) {
    String at = "tapeline.chains." + chain + ".pools." + name;
    named(at, name);
    Optional<Address> address = address(at + ".address", given.address());
    Optional<Token> base = token(at + ".base", given.base(), byName);
    Optional<Token> quote = token(at + ".quote", given.quote(), byName);
    if (address.isEmpty() || base.isEmpty() || quote.isEmpty()) {
      return Optional.empty();
    }
    if (base.equals(quote)) {
      faults.add(at + ".quote: must be another token than base");
      return Optional.empty();
    }
    Kind kind = given.kind().map(each -> Kind.valueOf(each.toUpperCase(Locale.ROOT))).orElse(null);
    return Optional.of(
        new DeclaredPool(name, address.get(), kind, base.get().contract(), quote.get().contract()));
  }

  private void named(String at, String name) {
    if (!NAME.matcher(name).matches()) {
      faults.add(at + ": must be named by letters, digits and -, 30 at most");
    }
  }

  private Optional<Token> token(String at, Optional<String> name, Map<String, Token> byName) {
    Optional<Token> token = name.map(byName::get);
    if (token.isEmpty()) {
      faults.add(at + ": must be the name of a token of this chain");
    }
    return token;
  }

  private Optional<Address> address(String at, Optional<String> given) {
    try {
      return Optional.of(Address.parse(given.orElse("")));
    } catch (RefusedException e) {
      faults.add(at + ": " + e.getMessage());
      return Optional.empty();
    }
  }
}
