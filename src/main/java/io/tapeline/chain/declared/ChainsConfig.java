package io.tapeline.chain.declared;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Chains that are followed, each by a name of its own, and their nodes. */
@ConfigMapping(prefix = "tapeline.chains")
public interface ChainsConfig {

  /** By name: a lower-case letter, then letters, digits and dashes, 30 at most. */
  @WithParentName
  Map<String, ChainConfig> all();

  /** One chain. */
  interface ChainConfig {

    /** What it is like: {@code evm}, which is Ethereum and its kind, or {@code bitcoin}. */
    Optional<@Pattern(regexp = "evm|bitcoin") String> kind();

    /**
     * The chain's own number (EIP-155), 1 for Ethereum; no node of another is believed. Must be
     * given for chains like Ethereum.
     */
    Optional<Long> chainId();

    /**
     * Which of Bitcoin's networks, of which no node of another is believed: {@code mainnet}, {@code
     * testnet3}, {@code testnet4} or {@code regtest}. Must be given for Bitcoin. Headers of signet
     * prove nothing, so it can't be followed.
     */
    Optional<@Pattern(regexp = "mainnet|testnet3|testnet4|regtest") String> network();

    /**
     * A block of Bitcoin that is known to be right, as {@code HEIGHT:HASH}: headers are checked
     * from the beginning of its 2,016 blocks on, and no chain without it is believed. Where none is
     * given, nodes must agree where to begin; of mainnet those that have block 840000 as it is
     * known, with a block that took work like it.
     */
    Optional<String> checkpoint();

    /** Its nodes, by names as of chains, 20 at most; better none of one owner twice. */
    Map<String, NodeConfig> nodes();

    /** Tokens of which it is known where their contracts keep what; by symbols, 100 at most. */
    Map<String, TokenConfig> tokens();

    /** Pools that are followed, by names likewise; 100 at most. */
    Map<String, PoolConfig> pools();

    /**
     * So many nodes must say the same; more than half of them unless it is given. 1 to the number
     * of nodes.
     */
    Optional<Integer> quorum();

    /** How often nodes are asked where the chain is. 50 ms to 10 min. */
    @WithDefault("4s")
    @DurationMin(millis = 50)
    @DurationMax(minutes = 10)
    Duration pollEvery();

    /** So many blocks may be taken back at once. Blocks, 1 to 10000. */
    @WithDefault("64")
    @Min(1)
    @Max(10_000)
    int reorgDepth();

    /**
     * How old its newest block may be, by its own time, before the service calls itself degraded; 1
     * min for chains like Ethereum, 1 h for Bitcoin, unless it is given. 1 s to 365 days.
     */
    Optional<@DurationMin(seconds = 1) @DurationMax(days = 365) Duration> objective();

    /** Whether blocks of a chain like Ethereum are stored, and what follows from them. */
    @WithDefault("true")
    boolean index();

    /**
     * Number of the first block that is stored, where none is stored yet; the head then unless it
     * is given.
     */
    Optional<@Min(0) Long> indexFrom();

    /**
     * How old stored blocks become, by their own time, before they are removed with all that hangs
     * on them; they are kept for ever unless it is given. What is not final, what may be taken back
     * and hours that are not summed yet stay. 2 to 36500 days.
     */
    Optional<@DurationMin(days = 2) @DurationMax(days = 36_500) Duration> retention();

    /** Blocks that are stored at once. They are in memory, twice as many. 1 to 1000. */
    @WithDefault("16")
    @Min(1)
    @Max(1_000)
    int indexBatch();

    /** Blocks that are fetched at once to be stored. 1 to 64. */
    @WithDefault("4")
    @Min(1)
    @Max(64)
    int indexConcurrency();
  }

  /** One node. */
  interface NodeConfig {

    /**
     * Where it takes JSON-RPC: {@code http://127.0.0.1:8545}; or where Esplora's paths begin:
     * {@code https://blockstream.info/api}. A path may hold a key. Must be given.
     */
    Optional<String> url();

    /**
     * How it is asked: {@code rpc} unless it is given; {@code esplora} for explorers of Bitcoin.
     */
    Optional<@Pattern(regexp = "rpc|esplora") String> api();

    /**
     * Where it takes subscriptions, of chains like Ethereum: {@code ws://127.0.0.1:8546}. With it a
     * new block is heard of at once; without it, and while it is silent, nodes are polled.
     */
    Optional<String> wsUrl();

    /** Sent as {@code Authorization: Bearer} if it is given. */
    Optional<String> token();

    /** Sent with the password where there is no token. */
    Optional<String> user();

    /** Belongs to the user. */
    Optional<String> password();

    /** A file with user and password, as Bitcoin Core writes it anew at each start: its cookie. */
    Optional<String> cookie();

    /** An ask that takes longer has failed. 10 ms to 1 min. */
    @WithDefault("5s")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 1)
    Duration timeout();

    /**
     * Calls within a second at most, each of a batch counted; the pool asks others meanwhile. 1 to
     * 100000.
     */
    @WithDefault("50")
    @Min(1)
    @Max(100_000)
    int callsPerSecond();

    /**
     * Calls in one request at most; 1 for nodes that take no batches, which head and chain id need
     * then one by one. 1 to 1000.
     */
    @WithDefault("20")
    @Min(1)
    @Max(1_000)
    int maxBatch();

    /** The longest answer that is taken. Bytes, 65536 to 134217728. */
    @WithDefault("16777216")
    @Min(65_536)
    @Max(134_217_728)
    int maxAnswerBytes();

    /**
     * Requests that are under way at once; what is more waits its turn within the time. 1 to 64.
     */
    @WithDefault("4")
    @Min(1)
    @Max(64)
    int concurrency();
  }

  /** Where the contract of a token keeps what. */
  interface TokenConfig {

    /** Its address. Must be given. */
    Optional<String> contract();

    /**
     * The slot of the mapping from holders to balances: a number, or 0x and 1 to 64 digits. Without
     * it the slot is inferred.
     */
    Optional<String> balanceSlot();

    /** The slot of the total supply, likewise. */
    Optional<String> supplySlot();

    /**
     * The compiler whose mappings it has: {@code solidity} or {@code vyper}; solidity unless it is
     * given.
     */
    Optional<String> layout();

    /**
     * How many digits of its units stand behind the point. Unless they are given, its contract is
     * asked; if it says others, what is given is taken. 0 to 77.
     */
    Optional<@Min(0) @Max(77) Integer> decimals();

    /** Transfers of less are not kept; all are unless it is given. In whole tokens, at least 0. */
    Optional<@DecimalMin("0") BigDecimal> minTransfer();

    /**
     * The asset that it stands for, {@code eth} for wrapped ether: what pools of the index need of
     * both their tokens.
     */
    Optional<@Pattern(regexp = "[A-Za-z0-9._$+]{1,24}") String> asset();
  }

  /** A pool of Uniswap's kinds. */
  interface PoolConfig {

    /** Its address. Must be given. */
    Optional<String> address();

    /**
     * How it makes its price: {@code v2} or {@code v3}; its contract is asked if it is not given.
     */
    Optional<@Pattern(regexp = "v[23]") String> kind();

    /** The token whose price it is, by its name among the tokens. Must be given. */
    Optional<String> base();

    /** The token in which the price is told, likewise. Must be given. */
    Optional<String> quote();

    /** Whether it is a source of the index price of its base token's asset. */
    @WithDefault("false")
    boolean index();
  }
}
