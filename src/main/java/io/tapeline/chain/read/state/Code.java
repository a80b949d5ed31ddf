package io.tapeline.chain.read.state;

import io.tapeline.chain.proof.Address;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an account is by its code.
 *
 * @param delegate whose code acts for it; null where none does
 */
public record Code(Kind kind, @Nullable Address delegate) {

  /** What it may be. */
  public enum Kind {
    /** Not in the state: nothing was ever sent to it, or it is gone. */
    ABSENT,
    /** Without code: whoever has its key acts for it. */
    ACCOUNT,
    CONTRACT,
    /** As an account, and the code of another acts for it as well (EIP-7702). */
    DELEGATED,
    /** It has code, of which only the hash is known. */
    UNREAD;

    /** In small letters. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static final Code ABSENT = new Code(Kind.ABSENT, null);
  public static final Code NONE = new Code(Kind.ACCOUNT, null);
  public static final Code UNREAD = new Code(Kind.UNREAD, null);

  private static final byte[] DELEGATION = {(byte) 0xef, 0x01, 0x00};

  static Code of(byte[] code) {
    boolean delegates =
        code.length == DELEGATION.length + Address.BYTES
            && Arrays.equals(code, 0, DELEGATION.length, DELEGATION, 0, DELEGATION.length);
    return delegates
        ? new Code(
            Kind.DELEGATED, Address.of(Arrays.copyOfRange(code, DELEGATION.length, code.length)))
        : new Code(Kind.CONTRACT, null);
  }
}
