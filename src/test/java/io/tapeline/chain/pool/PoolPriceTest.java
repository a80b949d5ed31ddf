package io.tapeline.chain.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tapeline.chain.proof.Address;
import io.tapeline.chain.token.Token;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PoolPriceTest {

  private static final Address POOL = address("88e6a0c2ddd26feeb64f039a2c41296fcb3f5640");
  private static final Token WETH = token("weth", "c02aaa39b223fe8d0a0e5c4f27ead9083c756cc2", 18);
  private static final Token USDC = token("usdc", "a0b86991c6218b36c1d19d4a2e9eb0ce3606eb48", 6);

  private static Address address(String hex) {
    return Address.of(HexFormat.of().parseHex(hex));
  }

  private static Token token(String symbol, String contract, int decimals) {
    return new Token(symbol, address(contract), decimals, BigDecimal.ZERO);
  }

  private static Pool pool(Kind kind, Token base, Token quote) {
    return new Pool("pool", POOL, kind, base, quote);
  }

  private static PoolPrice price(Pool pool, PoolState state) {
    return PoolPrice.of(pool, state).orElseThrow();
  }

  private static PoolState reserves(String first, String second) {
    return new PoolState.V2(new BigInteger(first), new BigInteger(second));
  }

  /** The example of Uniswap's own primer on v3: one ether costs 1540.82 USDC. */
  @Test
  void aRealPoolOfV3HasThePriceThatItsMakersState() {
    PoolState state =
        new PoolState.V3(
            new BigInteger("2018382873588440326581633304624437"),
            202_919,
            new BigInteger("10000000000000000000"));
    assertThat(price(pool(Kind.V3, WETH, USDC), state).price())
        .isCloseTo(new BigDecimal("1540.82"), within(new BigDecimal("0.005")));
    assertThat(price(pool(Kind.V3, USDC, WETH), state).price())
        .isCloseTo(new BigDecimal("0.00064900"), within(new BigDecimal("0.00000001")));
  }

  @Test
  void aPoolOfV2HasThePriceOfWhatIsInIt() {
    // 4,500,000 USDC and 1,500 ether
    PoolState state = reserves("4500000000000", "1500000000000000000000");
    PoolPrice price = price(pool(Kind.V2, WETH, USDC), state);
    assertThat(price.price()).isEqualByComparingTo("3000");
    // 4,500,000 × (1 - √0.98) and × (√1.02 - 1)
    assertThat(price.bidDepth())
        .isCloseTo(new BigDecimal("45227.2785"), within(new BigDecimal("0.001")));
    assertThat(price.askDepth())
        .isCloseTo(new BigDecimal("44777.2223"), within(new BigDecimal("0.001")));
    assertThat(price(pool(Kind.V2, USDC, WETH), state).price())
        .isEqualTo("0.000333333333333333333");
  }

  @Test
  void anEmptyPoolHasNoPrice() {
    assertThat(PoolPrice.of(pool(Kind.V2, WETH, USDC), reserves("0", "5"))).isEmpty();
    assertThat(
            PoolPrice.of(
                pool(Kind.V3, WETH, USDC), new PoolState.V3(BigInteger.ZERO, 0, BigInteger.ZERO)))
        .isEmpty();
    assertThatThrownBy(() -> pool(Kind.V2, WETH, WETH))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static LongStream seeds() {
    return LongStream.rangeClosed(1, 100);
  }

  /** A trade of the depth, done by the constant product, moves the price by 2 %. */
  @ParameterizedTest
  @MethodSource("seeds")
  void theDepthIsWhatMovesThePriceByTwoPercent(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double base = random.nextDouble(1, 1e9);
    double quote = random.nextDouble(1, 1e9);
    PoolState state =
        reserves(
            new BigDecimal(quote).movePointRight(6).toBigInteger().toString(),
            new BigDecimal(base).movePointRight(18).toBigInteger().toString());
    PoolPrice price = price(pool(Kind.V2, WETH, USDC), state);
    double product = base * quote;
    double dearer = quote + price.askDepth().doubleValue();
    double cheaper = quote - price.bidDepth().doubleValue();
    double before = price.price().doubleValue();
    assertThat(dearer * dearer / product / before).isCloseTo(1.02, within(1e-5));
    assertThat(cheaper * cheaper / product / before).isCloseTo(0.98, within(1e-5));
  }

  /** A pool of v3 with one range is one of v2 near its price. */
  @ParameterizedTest
  @MethodSource("seeds")
  void bothKindsAgreeWhereTheyHoldTheSame(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    BigInteger first = BigInteger.valueOf(random.nextLong(1_000_000_000_000L, 1L << 62));
    BigInteger second = BigInteger.valueOf(random.nextLong(1_000_000_000_000L, 1L << 62));
    BigInteger liquidity = first.multiply(second).sqrt();
    BigInteger root = second.shiftLeft(192).divide(first).sqrt();
    for (boolean turned : new boolean[] {false, true}) {
      Token base = turned ? USDC : WETH;
      Token quote = turned ? WETH : USDC;
      PoolPrice v2 = price(pool(Kind.V2, base, quote), new PoolState.V2(first, second));
      PoolPrice v3 = price(pool(Kind.V3, base, quote), new PoolState.V3(root, 0, liquidity));
      assertThat(ratio(v2.price(), v3.price())).isCloseTo(1, within(1e-9));
      assertThat(ratio(v2.bidDepth(), v3.bidDepth())).isCloseTo(1, within(1e-9));
      assertThat(ratio(v2.askDepth(), v3.askDepth())).isCloseTo(1, within(1e-9));
    }
  }

  private static double ratio(BigDecimal one, BigDecimal other) {
    return one.doubleValue() / other.doubleValue();
  }
}
