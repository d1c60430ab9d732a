<?php
/**
 * What can go live.
 *
 * @package NeutralGate
 */

namespace NeutralGate;

defined( 'ABSPATH' ) || exit;

/**
 * Post types and statuses that visitors can read, now or at a set time.
 */
final class Types {
	const NEVER = array(
		'revision',
		'customize_changeset',
		'oembed_cache',
		'user_request',
		'custom_css',
		'wp_global_styles',
		'wp_font_family',
		'wp_font_face',
		'attachment', // Has guards of its own.
	);

	const TEMPLATES = array( 'wp_template', 'wp_template_part' );

	/**
	 * Types that are guarded: all but those that hold no words for visitors. Patterns, templates and menus are among
	 * them, because a change to one changes live pages.
	 *
	 * @return string[]
	 */
	public static function guarded() {
		$types = array_values( array_diff( get_post_types( array(), 'names' ), self::NEVER ) );
		/**
		 * Post types that the gate guards.
		 *
		 * @param string[] $types Names of post types.
		 */
		return (array) apply_filters( 'neutral_gate_post_types', $types );
	}

	/**
	 * Whether a post type is guarded.
	 *
	 * @param string $type Name.
	 */
	public static function is_guarded( $type ) {
		return in_array( $type, self::guarded(), true );
	}

	/**
	 * Statuses in which a post can be read by more than its editors, now or later.
	 *
	 * @return string[]
	 */
	public static function live() {
		$public = array_values( get_post_stati( array( 'public' => true ) ) );
		return array_values( array_unique( array_merge( array( 'publish', 'private', 'future' ), $public ) ) );
	}

	/**
	 * Whether a status is live; a scheduled post is. WordPress shows templates that are drafts.
	 *
	 * @param string $status Name.
	 * @param string $type   Post type.
	 */
	public static function is_live( $status, $type ) {
		return in_array( $status, self::live(), true )
			|| ( in_array( $type, self::TEMPLATES, true ) && in_array( $status, array( 'draft', 'auto-draft' ), true ) );
	}

	/**
	 * Whether a post of this status can be read at this moment.
	 *
	 * @param string $status Name.
	 * @param string $type   Post type.
	 */
	public static function is_out( $status, $type ) {
		return 'future' !== $status && self::is_live( $status, $type );
	}
}
