<?php
/**
 * A post as one piece of HTML.
 *
 * @package NeutralGate
 */

namespace NeutralGate;

defined( 'ABSPATH' ) || exit;

/**
 * The content as the author wrote it, and behind it what WordPress makes of its shortcodes, embeds and dynamic blocks.
 * It remembers which block of the editor each stretch came from.
 */
final class Source {
	/**
	 * Stretches: text and index of the block, or -1.
	 *
	 * @var array<int,array{0:string,1:int}>
	 */
	private $parts = array();

	/**
	 * The HTML of a post.
	 *
	 * @param string   $content Content as it is stored.
	 * @param string[] $extra   Other HTML that visitors read.
	 * @param int      $post_id Id of the post, or 0.
	 */
	public function __construct( $content, array $extra, $post_id ) {
		$made  = array();
		$index = 0;
		foreach ( parse_blocks( $content ) as $block ) {
			$html = serialize_block( $block );
			if ( null === $block['blockName'] && '' === trim( $html ) ) {
				$this->parts[] = array( $html, -1 );
				continue;
			}
			$this->parts[] = array( $html, $index );
			foreach ( $this->made_from( $block, $html, $post_id ) as $more ) {
				$made[] = array( "\n" . $more, $index );
			}
			++$index;
		}
		$this->parts = array_merge( $this->parts, $made );
		foreach ( $extra as $more ) {
			$this->parts[] = array( "\n<div>" . $more . '</div>', -1 );
		}
	}

	/**
	 * All of it.
	 */
	public function html() {
		return implode( '', array_column( $this->parts, 0 ) );
	}

	/**
	 * Index of the block in which a place stands, or -1.
	 *
	 * @param int $offset Place in the HTML, in code points.
	 */
	public function block_at( $offset ) {
		$end = 0;
		foreach ( $this->parts as $part ) {
			$end += mb_strlen( $part[0], 'UTF-8' );
			if ( $offset < $end ) {
				return $part[1];
			}
		}
		return -1;
	}

	/**
	 * HTML that WordPress makes of a block and that is not in the content itself.
	 *
	 * @param array  $block   A parsed block.
	 * @param string $html    The same, as stored.
	 * @param int    $post_id Id of the post.
	 * @return string[]
	 */
	private function made_from( array $block, $html, $post_id ) {
		$made = array();
		if ( self::is_dynamic( $block ) || preg_match( '/\[[a-z][\w-]*[\s\]\/]/i', $html ) ) {
			$made[] = $this->rendered( $block, $post_id );
		}
		preg_match_all( '#(?:"url":"|^\s*|>\s*)(https?:(?:\\\\?/){2}[^\s"<>]+)(?:"|\s*<|\s*$)#mi', $html, $found );
		foreach ( array_unique( $found[1] ) as $url ) {
			$url = str_replace( '\/', '/', $url );
			if ( 'core/embed' === $block['blockName'] || null === $block['blockName'] ) {
				$made[] = self::embed( $url );
			}
		}
		return array_filter( $made, 'strlen' );
	}

	/**
	 * Whether a block, or one in it, gets its words when it is shown.
	 *
	 * @param array $block A parsed block.
	 */
	private static function is_dynamic( array $block ) {
		if ( null !== $block['blockName'] ) {
			$type = \WP_Block_Type_Registry::get_instance()->get_registered( $block['blockName'] );
			if ( $type && $type->is_dynamic() ) {
				return true;
			}
		}
		foreach ( $block['innerBlocks'] as $inner ) {
			if ( self::is_dynamic( $inner ) ) {
				return true;
			}
		}
		return false;
	}

	/**
	 * A block as visitors see it. A block or shortcode that breaks gives nothing: what the author wrote is checked in
	 * any case.
	 *
	 * @param array $block   A parsed block.
	 * @param int   $post_id Id of the post.
	 */
	private function rendered( array $block, $post_id ) {
		$before = isset( $GLOBALS['post'] ) ? $GLOBALS['post'] : null;
		$level  = ob_get_level();
		ob_start();
		try {
			if ( $post_id ) {
				$GLOBALS['post'] = get_post( $post_id ); // phpcs:ignore WordPress.WP.GlobalVariablesOverride -- put back below.
			}
			$html = do_shortcode( render_block( $block ) );
		} catch ( \Throwable $error ) {
			$html = '';
		}
		while ( ob_get_level() > $level ) {
			ob_end_clean();
		}
		$GLOBALS['post'] = $before; // phpcs:ignore WordPress.WP.GlobalVariablesOverride -- as it was.
		return (string) $html;
	}

	/**
	 * An embed as WordPress will show it; nothing is fetched.
	 *
	 * @param string $url Its address.
	 */
	private static function embed( $url ) {
		$host = strtolower( (string) wp_parse_url( $url, PHP_URL_HOST ) );
		$host = preg_replace( '/^(?:www|mobile|m)\./', '', $host );
		if ( in_array( $host, array( 'twitter.com', 'x.com' ), true ) ) {
			return sprintf( '<blockquote class="twitter-tweet"><a href="%1$s">%1$s</a></blockquote>', esc_url( $url ) );
		}
		return sprintf( '<iframe src="%s" title="%s"></iframe>', esc_url( $url ), esc_attr( $host ) );
	}
}
