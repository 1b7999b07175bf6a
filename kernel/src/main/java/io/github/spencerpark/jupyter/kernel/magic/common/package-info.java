/** The magics that IJava's notebooks register by name. */
package io.github.spencerpark.jupyter.kernel.magic.common;
