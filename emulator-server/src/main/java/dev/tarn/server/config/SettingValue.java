package dev.tarn.server.config;

/**
 * The text of a setting and where it came from, for messages: {@code --port}, {@code TARN_PORT}.
 */
public record SettingValue(String text, String origin) {}
