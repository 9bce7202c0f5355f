package dev.tarn.query.engine;

/**
 * One column of a result.
 *
 * @param type the engine's display name of the type, such as {@code varchar(3)} or {@code
 *     array(row("a" integer))}
 */
public record EngineColumn(String name, String type) {}
