/** The names of the forms of values, as IJava's notebooks write them. */
package io.github.spencerpark.jupyter.kernel.display.mime;
