/**
 * Settings. {@link dev.tarn.server.config.Setting} is the one table of what can be set; its names
 * are command line options, environment variables and keys of the configuration file alike. {@link
 * dev.tarn.server.config.SettingSources} merges the four sources (defaults, file, environment,
 * command line; later ones win) and refuses whatever it does not know.
 */
@NullMarked
package dev.tarn.server.config;

import org.jspecify.annotations.NullMarked;
