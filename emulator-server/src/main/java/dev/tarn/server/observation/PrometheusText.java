package dev.tarn.server.observation;

import java.nio.charset.StandardCharsets;

/** Prometheus' text format: https://prometheus.io/docs/instrumenting/exposition_formats/. */
public final class PrometheusText {
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder(4_096);

  /** Begins a metric; all its samples must follow. */
  public PrometheusText metric(String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    return this;
  }

  /** Adds a sample of a whole number; labels as for the other form. */
  public PrometheusText sample(String name, String labels, long value) {
    return sample(name, labels, (double) value);
  }

  /**
   * Adds a sample.
   *
   * @param labels as {@link #label} makes them, with commas between them; may be empty
   */
  public PrometheusText sample(String name, String labels, double value) {
    text.append(name);
    if (!labels.isEmpty()) {
      text.append('{').append(labels).append('}');
    }
    text.append(' ');
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      text.append((long) value);
    } else {
      text.append(value);
    }
    text.append('\n');
    return this;
  }

  /** A label with its value, escaped. */
  public static String label(String name, String value) {
    String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return name + "=\"" + escaped + "\"";
  }

  /** The text so far, in UTF-8. */
  public byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
