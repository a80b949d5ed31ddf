package io.tapeline.http.answer;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.PropertyWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The fields that a wire record has, by their JSON names, in the order in which they are written.
 * Taken from its serializer, so that it is true also of values that are null or empty.
 *
 * @param list the field holds a list, whose elements have these children
 * @param open its children's names are data: any name is taken
 */
record FieldTree(Map<String, FieldTree> children, boolean list, boolean open) {

  /** Wire records are no deeper; a record that holds itself stops here. */
  private static final int MAX_DEPTH = 8;

  private static final FieldTree NONE = new FieldTree(Map.of(), false, false);

  static FieldTree of(ObjectMapper mapper, Class<?> type) {
    return of(mapper.getSerializerProviderInstance(), mapper.constructType(type), 0);
  }

  private static FieldTree of(SerializerProvider serializers, JavaType type, int depth) {
    if (type.isCollectionLikeType() || type.isArrayType()) {
      FieldTree element = of(serializers, type.getContentType(), depth);
      return new FieldTree(element.children, true, element.open);
    }
    if (type.isMapLikeType() || type.isJavaLangObject()) {
      return new FieldTree(Map.of(), false, true);
    }
    List<Class<?>> alternatives = alternatives(type.getRawClass());
    if (!alternatives.isEmpty()) {
      return alternatives.stream()
          .map(each -> of(serializers, serializers.constructType(each), depth))
          .reduce(NONE, FieldTree::and);
    }
    Map<String, FieldTree> children = new LinkedHashMap<>();
    if (depth < MAX_DEPTH) {
      serializer(serializers, type)
          .properties()
          .forEachRemaining(
              property ->
                  children.put(property.getName(), of(serializers, typeOf(property), depth + 1)));
    }
    return new FieldTree(children, false, false);
  }

  /** Records of which an answer has one, such as by the kind of a chain. */
  private static List<Class<?>> alternatives(Class<?> type) {
    Schema schema = type.getAnnotation(Schema.class);
    return schema == null ? List.of() : List.of(schema.oneOf());
  }

  /** The fields of both. */
  private FieldTree and(FieldTree other) {
    Map<String, FieldTree> both = new LinkedHashMap<>(children);
    other.children.forEach((name, child) -> both.merge(name, child, FieldTree::and));
    return new FieldTree(both, list || other.list, open || other.open);
  }

  private static JavaType typeOf(PropertyWriter property) {
    return property.getType();
  }

  private static JsonSerializer<?> serializer(SerializerProvider serializers, JavaType type) {
    try {
      return serializers.findValueSerializer(type);
    } catch (JsonMappingException e) {
      throw new IllegalStateException("no serializer of " + type, e);
    }
  }

  /** Whether a dotted path, such as {@code sources.value}, leads to a field. */
  boolean has(String path) {
    FieldTree at = this;
    for (String name : path.split("\\.", -1)) {
      if (at.open) {
        return !name.isEmpty();
      }
      FieldTree child = at.children.get(name);
      if (child == null) {
        return false;
      }
      at = child;
    }
    return true;
  }

  /**
   * The paths of all that is no object: a table's columns. Lists are one cell.
   *
   * @param keys the columns of an open object, by their own names; none where it is one cell
   */
  List<String> columns(List<String> keys, @Nullable FieldFilter kept) {
    List<String> columns = new ArrayList<>();
    collect("", keys, kept, columns);
    return columns;
  }

  private void collect(
      String prefix, List<String> keys, @Nullable FieldFilter kept, List<String> columns) {
    children.forEach(
        (name, child) -> {
          if (kept != null && !kept.keeps(name)) {
            return;
          }
          FieldFilter inner = kept == null ? null : kept.under(name);
          if (child.open && !keys.isEmpty()) {
            keys.stream().filter(key -> inner == null || inner.keeps(key)).forEach(columns::add);
          } else if (child.children.isEmpty() || child.list || child.open) {
            columns.add(prefix + name);
          } else {
            child.collect(prefix + name + ".", keys, inner, columns);
          }
        });
  }
}
