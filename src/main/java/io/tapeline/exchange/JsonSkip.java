package io.tapeline.exchange;

/**
 * Steps over whole values that nobody asks for, checking them as strictly as if they were read.
 * Most bytes of a feed are such, so the position stays in a local variable.
 */
final class JsonSkip {

  static final byte[] TRUE = JsonCursor.ascii("true");
  static final byte[] FALSE = JsonCursor.ascii("false");
  static final byte[] NULL = JsonCursor.ascii("null");

  private JsonSkip() {}

  /** From a value's first character to behind its last. */
  static int value(byte[] bytes, int start, int end, int depth) {
    return switch (bytes[start]) {
      case '{', '[' -> container(bytes, start, end, depth);
      default -> scalar(bytes, start, end);
    };
  }

  private static int scalar(byte[] bytes, int start, int end) {
    return switch (bytes[start]) {
      case '"' -> JsonStrings.close(bytes, start + 1, end) + 1;
      case 't' -> literal(bytes, start, end, TRUE);
      case 'f' -> literal(bytes, start, end, FALSE);
      case 'n' -> literal(bytes, start, end, NULL);
      default -> JsonNumbers.end(bytes, start, end);
    };
  }

  /** One loop for all that is nested; a bit for each level says whether it is an object. */
  private static int container(byte[] bytes, int start, int end, int depth) {
    long objects = 0;
    int level = depth;
    int i = start;
    boolean first = false;
    do {
      // before a value, in an object behind its name and colon
      int c = bytes[i];
      if (c == '{' || c == '[') {
        if (++level > JsonCursor.MAX_DEPTH) {
          throw new MalformedFrameException("nested too deeply");
        }
        objects = (objects << 1) | (c == '{' ? 1 : 0);
        i = space(bytes, i + 1, end);
        first = true;
      } else {
        i = space(bytes, scalar(bytes, i, end), end);
        first = false;
      }
      // behind a value or an opening bracket
      while (level > depth && bytes[i] == ((objects & 1) == 0 ? ']' : '}')) {
        objects >>>= 1;
        level--;
        i++;
        first = false;
        if (level > depth) {
          i = space(bytes, i, end);
        }
      }
      if (level > depth) {
        i = first ? i : comma(bytes, i, end);
        i = (objects & 1) == 0 ? i : name(bytes, i, end);
      }
    } while (level > depth);
    return i;
  }

  private static int comma(byte[] bytes, int at, int end) {
    if (bytes[at] != ',') {
      throw new MalformedFrameException("comma expected");
    }
    int next = space(bytes, at + 1, end);
    if (bytes[next] == ']' || bytes[next] == '}') {
      throw new MalformedFrameException("value expected");
    }
    return next;
  }

  /** Over a field's name and the colon, to its value. */
  private static int name(byte[] bytes, int at, int end) {
    if (bytes[at] != '"') {
      throw new MalformedFrameException("field name expected");
    }
    int colon = space(bytes, JsonStrings.close(bytes, at + 1, end) + 1, end);
    if (bytes[colon] != ':') {
      throw new MalformedFrameException("colon expected");
    }
    return space(bytes, colon + 1, end);
  }

  /** Over white space to what must follow. */
  static int space(byte[] bytes, int at, int end) {
    int i = at;
    while (i < end) {
      byte b = bytes[i];
      if (b > ' ' || b < 0) {
        return i;
      }
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        throw new MalformedFrameException("unexpected character");
      }
      i++;
    }
    throw new MalformedFrameException("ended too early");
  }

  /** Over a literal that begins here. */
  static int literal(byte[] bytes, int at, int end, byte[] word) {
    int behind = at + word.length;
    if (behind > end) {
      throw new MalformedFrameException("ended too early");
    }
    for (int i = 1; i < word.length; i++) {
      if (bytes[at + i] != word[i]) {
        throw new MalformedFrameException("value expected");
      }
    }
    return behind;
  }
}
