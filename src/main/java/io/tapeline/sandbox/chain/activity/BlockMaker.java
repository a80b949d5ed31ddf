package io.tapeline.sandbox.chain.activity;

import io.tapeline.chain.Hash;
import io.tapeline.chain.block.Header;
import io.tapeline.chain.block.Header.Additions;
import io.tapeline.chain.block.Header.Blobs;
import io.tapeline.chain.block.Withdrawal;
import io.tapeline.chain.proof.Trie;
import io.tapeline.chain.proof.TrieVerifier;
import io.tapeline.sandbox.chain.state.Ledger;
import io.tapeline.sandbox.chain.state.Roster;
import io.tapeline.sandbox.chain.state.StateTries;
import io.tapeline.sandbox.price.Noise;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes one block after another. Which ones follows from the block that it begins behind and from
 * the branch's seed. One thread at a time.
 */
public final class BlockMaker {

  /** The hash of an empty list, in a list that has no transactions before it (EIP-7685). */
  private static final Hash NO_REQUESTS =
      Hash.of("0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

  private static final Hash NO_UNCLES =
      Hash.of("0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347");
  private static final byte[] EXTRA = "tapeline sandbox".getBytes(StandardCharsets.UTF_8);
  private static final int WITHDRAWALS = 4;
  private static final long WITHDRAWN_GWEI = 17_000_000;
  private static final BigInteger GWEI = BigInteger.TEN.pow(9);
  private static final long TREND_NANOS = Duration.ofHours(3).toNanos();
  private static final int VALIDATORS = 1_000_000;

  private final World world;
  private final ChainTerms terms;
  private final long branch;
  private final Ledger ledger;
  private final StateTries tries;
  private final Bloom blooms = new Bloom();
  private final Noise trend;
  private Header last;
  private Hash hash;

  /**
   * @param branch its seed; another one makes other blocks
   * @param behind what it begins with; it is not changed
   */
  public BlockMaker(World world, ChainTerms terms, long branch, Tip behind) {
    this.world = world;
    this.terms = terms;
    this.branch = branch;
    this.ledger = behind.ledger().copy();
    this.tries = new StateTries(world.roster(), world.slots());
    this.trend = new Noise(seed(world.seed(), "demand"), TREND_NANOS);
    this.last = behind.header();
    this.hash = behind.hash();
  }

  private static long seed(long seed, String what) {
    return io.tapeline.sandbox.price.Hash.of(seed, what);
  }

  /**
   * What a chain begins behind: a header that is made up, and what everybody has.
   *
   * @param number of the header, the one before the first block
   */
  public static Tip genesis(World world, ChainTerms terms, long number) {
    Draws draws =
        new Draws(io.tapeline.sandbox.price.Hash.of(seed(world.seed(), "genesis"), number));
    Header header =
        new Header(
            Hash.of(draws.word()),
            NO_UNCLES,
            world.roster().address(Roster.FIRST_BUILDER),
            TrieVerifier.EMPTY_ROOT,
            TrieVerifier.EMPTY_ROOT,
            TrieVerifier.EMPTY_ROOT,
            new byte[Header.BLOOM_BYTES],
            BigInteger.ZERO,
            number,
            FeeRules.GAS_LIMIT,
            FeeRules.GAS_LIMIT / 2,
            terms.timestamp(number),
            EXTRA,
            Hash.of(draws.word()),
            new byte[Header.NONCE_BYTES],
            new Additions(
                GWEI,
                TrieVerifier.EMPTY_ROOT,
                new Blobs(0, FeeRules.excessFor(1e7), Hash.of(draws.word())),
                NO_REQUESTS));
    Ledger ledger =
        io.tapeline.sandbox.chain.state.Genesis.of(
            world.seed(), world.slots(), world.etherUsd(terms.timestamp(number)));
    return new Tip(header, header.hash(), ledger);
  }

  /** Where it is: what comes next begins behind this. */
  public Tip tip() {
    return new Tip(last, hash, ledger.copy());
  }

  public long number() {
    return last.number();
  }

  /** The block behind the last one. */
  public SimulatedBlock next() {
    long number = last.number() + 1;
    Draws draws = new Draws(io.tapeline.sandbox.price.Hash.of(branch, number));
    long excess = FeeRules.excessBlobGas(last);
    int builder = Roster.FIRST_BUILDER + draws.below(Roster.BUILDERS);
    BlockDraft draft =
        new BlockDraft(
            world, ledger, FeeRules.baseFee(last), FeeRules.blobFee(excess), builder, blooms);
    fill(draft, draws, number, excess);
    List<Withdrawal> withdrawals = withdrawals(draws, number);
    Header header = header(draft, draws, number, excess, builder, withdrawals);
    byte[] encoded = header.encoded();
    last = header;
    hash = io.tapeline.chain.proof.Keccak.of(encoded);
    return new SimulatedBlock(
        header, hash, draft.executed(), withdrawals, encoded.length + draft.transactionBytes());
  }

  private void fill(BlockDraft draft, Draws draws, long number, long excess) {
    long timestamp = terms.timestamp(number);
    double level = 1.2 * trend.at(Duration.ofSeconds(timestamp).toNanos());
    Bulk bulk = new Bulk(draft, draws, level);
    new Trades(draft, draws, world.etherUsd(timestamp), timestamp).all();
    new Payments(draft, draws).all();
    bulk.blobs(excess);
    bulk.work();
  }

  private List<Withdrawal> withdrawals(Draws draws, long number) {
    List<Withdrawal> all = new ArrayList<>(WITHDRAWALS);
    for (int i = 0; i < WITHDRAWALS; i++) {
      long index = number * WITHDRAWALS + i;
      int staker = Roster.FIRST_STAKER + (int) (index % Roster.STAKERS);
      long gwei = WITHDRAWN_GWEI + draws.below(4_000_000);
      all.add(new Withdrawal(index, index * 7 % VALIDATORS, world.roster().address(staker), gwei));
      ledger.credit(staker, BigInteger.valueOf(gwei).multiply(GWEI));
    }
    return all;
  }

  private Header header(
      BlockDraft draft,
      Draws draws,
      long number,
      long excess,
      int builder,
      List<Withdrawal> withdrawals) {
    return new Header(
        hash,
        NO_UNCLES,
        world.roster().address(builder),
        tries.root(ledger),
        draft.transactionsRoot(),
        draft.receiptsRoot(),
        draft.bloom(),
        BigInteger.ZERO,
        number,
        FeeRules.GAS_LIMIT,
        draft.gasUsed(),
        terms.timestamp(number),
        EXTRA,
        Hash.of(draws.word()),
        new byte[Header.NONCE_BYTES],
        new Additions(
            draft.baseFee(),
            Trie.ofList(withdrawals.stream().map(Withdrawal::encoded).toList()).root(),
            new Blobs(draft.blobGas(), excess, Hash.of(draws.word())),
            NO_REQUESTS));
  }
}
