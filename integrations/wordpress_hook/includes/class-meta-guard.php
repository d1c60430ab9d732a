<?php
/**
 * Meta that visitors can read: page builders, search titles, the featured image.
 *
 * @package NeutralGate
 */

namespace NeutralGate;

defined( 'ABSPATH' ) || exit;

/**
 * No hook of posts sees a change of meta, so that a live post is judged again before such a change.
 */
final class Meta_Guard {
	/**
	 * The plugin.
	 *
	 * @var Plugin
	 */
	private $plugin;

	/**
	 * A guard.
	 *
	 * @param Plugin $plugin The plugin.
	 */
	public function __construct( Plugin $plugin ) {
		$this->plugin = $plugin;
	}

	/**
	 * Hooks.
	 */
	public function boot() {
		add_filter( 'update_post_metadata', array( $this, 'check' ), PHP_INT_MAX, 4 );
		add_filter( 'add_post_metadata', array( $this, 'check' ), PHP_INT_MAX, 4 );
	}

	/**
	 * Refuses a change that must not go out.
	 *
	 * @param mixed  $check   Null to let it through.
	 * @param int    $post_id Id of the post.
	 * @param string $key     Key.
	 * @param mixed  $value   Value, not slashed.
	 */
	public function check( $check, $post_id, $key, $value ) {
		if ( null !== $check ) {
			return $check;
		}
		$is_picture = '_thumbnail_id' === $key;
		$is_alt     = '_wp_attachment_image_alt' === $key;
		if ( ! $is_picture && ! $is_alt && ! in_array( $key, $this->plugin->settings->meta_keys(), true ) ) {
			return $check;
		}
		$post = get_post( $post_id );
		if ( ! $post || get_post_meta( $post_id, $key, true ) === $value ) {
			return $check;
		}
		if ( $is_alt && 'attachment' === $post->post_type ) {
			$draft = Draft::stored( $post )->with_alt( (string) $value );
		} elseif ( Types::is_guarded( $post->post_type ) && Types::is_live( $post->post_status, $post->post_type ) ) {
			$draft = $is_picture ? Draft::of( $post->to_array(), (int) $value ) : Draft::stored( $post, array( $key => $value ) );
		} else {
			return $check;
		}
		$verdict = $this->plugin->gatekeeper->judge( $draft );
		if ( $verdict->allowed ) {
			return $check;
		}
		$words         = $this->plugin->holds->of( $post_id )['words'] ?? array();
		$words[ $key ] = is_scalar( $value ) ? (string) $value : (string) wp_json_encode( $value );
		$this->plugin->holds->hold( $post_id, $verdict, 'meta', array( 'words' => $words ) );
		return false;
	}
}
