package io.churnlake.lake;

import java.io.Serializable;

/**
 * A file that may be loaded.
 *
 * @param name its path below the input folder, with forward slashes
 * @param uri where it is
 * @param bytes its size
 * @param modified its modification time in milliseconds since 1970
 */
public record OrderFile(String name, String uri, long bytes, long modified)
    implements Serializable {}
