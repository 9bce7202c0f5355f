package dev.tarn.catalog.partition;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map of strings that is one array: as small as a map can be, and in the order of the
 * map it was made from. Looking a key up is a scan.
 */
final class PropertyMap extends AbstractMap<String, String> {
  static final PropertyMap EMPTY = new PropertyMap(new String[0]);

  private final String[] keysAndValues;

  private PropertyMap(String[] keysAndValues) {
    this.keysAndValues = keysAndValues;
  }

  /** A copy of the map without its null values, each string passed through {@code intern}. */
  static PropertyMap copyOf(Map<String, String> map, UnaryOperator<String> intern) {
    if (map.isEmpty()) {
      return EMPTY;
    }
    String[] strings = new String[2 * map.size()];
    int used = 0;
    for (Map.Entry<String, String> entry : map.entrySet()) {
      if (entry.getValue() != null) {
        strings[used++] = intern.apply(entry.getKey());
        strings[used++] = intern.apply(entry.getValue());
      }
    }
    return new PropertyMap(
        used == strings.length ? strings : java.util.Arrays.copyOf(strings, used));
  }

  @Override
  public int size() {
    return keysAndValues.length / 2;
  }

  @Override
  public @Nullable String get(@Nullable Object key) {
    for (int i = 0; i < keysAndValues.length; i += 2) {
      if (keysAndValues[i].equals(key)) {
        return keysAndValues[i + 1];
      }
    }
    return null;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  @Override
  public Set<Map.Entry<String, String>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<String, String>> iterator() {
        return new Entries();
      }

      @Override
      public int size() {
        return PropertyMap.this.size();
      }
    };
  }

  private final class Entries implements Iterator<Map.Entry<String, String>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < keysAndValues.length;
    }

    @Override
    public Map.Entry<String, String> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      next += 2;
      return Map.entry(keysAndValues[next - 2], keysAndValues[next - 1]);
    }
  }
}
