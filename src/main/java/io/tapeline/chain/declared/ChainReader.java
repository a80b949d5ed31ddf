package io.tapeline.chain.declared;

import io.tapeline.chain.app.ChainKind;
import io.tapeline.chain.declared.ChainsConfig.ChainConfig;
import io.tapeline.chain.declared.ChainsConfig.NodeConfig;
import io.tapeline.chain.quorum.Quorum;
import io.tapeline.chain.spv.header.Network;
import io.tapeline.chain.token.KnownToken;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads what is declared of chains, and tells all that is wrong with it at once. */
public final class ChainReader {

  private static final int MOST_CHAINS = 20;
  private static final int MOST_NODES = 20;
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,29}");

  private static final List<String> HTTP = List.of("http", "https");
  private static final List<String> SOCKETS = List.of("ws", "wss");

  private final List<String> faults = new ArrayList<>();

  private ChainReader() {}

  /**
   * Ascending by name.
   *
   * @throws IllegalArgumentException naming each setting that is wrong, and what would be right
   */
  public static List<DeclaredChain> read(ChainsConfig config) {
    ChainReader reader = new ChainReader();
    List<DeclaredChain> all = new ArrayList<>();
    new TreeMap<>(config.all())
        .forEach((name, given) -> reader.chain(name, given).ifPresent(all::add));
    if (config.all().size() > MOST_CHAINS) {
      reader.faults.add("tapeline.chains: must be at most " + MOST_CHAINS + " chains");
    }
    if (!reader.faults.isEmpty()) {
      throw new IllegalArgumentException(
          "chains are not declared as they should be: " + String.join("; ", reader.faults));
    }
    return List.copyOf(all);
  }

  private Optional<DeclaredChain> chain(String name, ChainConfig given) {
    int before = faults.size();
    if (!NAME.matcher(name).matches()) {
      wrong(name, " must be named by a lower-case letter, then letters, digits and -, 30 at most");
    }
    Optional<ChainKind> kind =
        given.kind().orElse("evm").equals("bitcoin") ? bitcoin(name, given) : evm(name, given);
    List<DeclaredNode> nodes = new ArrayList<>();
    new TreeMap<>(given.nodes())
        .forEach((node, config) -> node(name, node, config).ifPresent(nodes::add));
    List<KnownToken> tokens = TokenSettings.read(name, given.tokens(), faults);
    int count = given.nodes().size();
    if (count == 0 || count > MOST_NODES) {
      wrong(name, ".nodes must be 1 to " + MOST_NODES);
    }
    int quorum = given.quorum().orElse(count / 2 + 1);
    if (quorum < 1 || quorum > Math.max(1, count)) {
      wrong(name, ".quorum must be 1 to the number of nodes, which is " + count);
    }
    return faults.size() > before
        ? Optional.empty()
        : Optional.of(
            new DeclaredChain(name, kind.orElseThrow(), new Quorum(quorum), nodes, tokens, given));
  }

  private Optional<ChainKind> evm(String name, ChainConfig given) {
    long chainId = given.chainId().orElse(0L);
    if (chainId < 1) {
      wrong(name, ".chain-id must be the chain's number, such as 1 for Ethereum");
    }
    if (given.nodes().values().stream().anyMatch(node -> node.api().isPresent())) {
      wrong(name, ".nodes can have no api, which is for those of Bitcoin alone");
    }
    return Optional.of(new ChainKind.Evm(chainId));
  }

  private Optional<ChainKind> bitcoin(String name, ChainConfig given) {
    Optional<ChainKind> kind = given.network().flatMap(Network::named).map(ChainKind.Bitcoin::new);
    if (kind.isEmpty()) {
      wrong(name, ".network must be mainnet, testnet3, testnet4 or regtest");
    }
    if (!given.tokens().isEmpty()) {
      wrong(name, ".tokens can't be, which are of chains like Ethereum alone");
    }
    if (given.checkpoint().filter(text -> Checkpoint.parse(text).isEmpty()).isPresent()) {
      wrong(name, ".checkpoint must be HEIGHT:HASH, the hash in 64 hexadecimal digits");
    }
    return kind;
  }

  private Optional<DeclaredNode> node(String chain, String name, NodeConfig given) {
    int before = faults.size();
    if (!NAME.matcher(name).matches()) {
      wrong(
          chain,
          ".nodes."
              + name
              + " must be named by a lower-case letter, then letters, digits and -, 30 at most");
    }
    Optional<URI> url = given.url().flatMap(text -> address(text, HTTP));
    if (url.isEmpty()) {
      wrong(
          chain,
          ".nodes." + name + ".url must be where it takes JSON-RPC, such as http://127.0.0.1:8545");
    }
    if (given.wsUrl().isPresent() && socket(given).isEmpty()) {
      wrong(
          chain,
          ".nodes."
              + name
              + ".ws-url must be where it takes subscriptions, such as"
              + " ws://127.0.0.1:8546");
    }
    return faults.size() > before
        ? Optional.empty()
        : url.map(address -> new DeclaredNode(chain, name, () -> address, given));
  }

  /** Where it takes subscriptions; nothing where it does not. */
  static Optional<URI> socket(NodeConfig given) {
    return given.wsUrl().flatMap(text -> address(text, SOCKETS));
  }

  /** What is wrong is not told on: an address may hold a key. */
  private static Optional<URI> address(String url, List<String> schemes) {
    try {
      URI uri = URI.create(url);
      boolean isKnown = schemes.contains(String.valueOf(uri.getScheme()));
      return Optional.of(uri)
          .filter(
              _ ->
                  isKnown
                      && uri.getHost() != null
                      && uri.getUserInfo() == null
                      && uri.getFragment() == null);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private void wrong(String name, String what) {
    faults.add("tapeline.chains." + name + what);
  }
}
