<?php
/**
 * Layer 4: what goes live without being saved.
 *
 * @package NeutralGate
 */

namespace NeutralGate;

defined( 'ABSPATH' ) || exit;

/**
 * Sees wp_publish_post() and its like after the fact, and takes the post back before anybody else hears of it.
 */
final class Status_Guard {
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
		add_action( 'transition_post_status', array( $this, 'check' ), PHP_INT_MIN, 3 );
	}

	/**
	 * Judges a post whose status has changed.
	 *
	 * @param string   $new_status What it is.
	 * @param string   $old_status What it was.
	 * @param \WP_Post $post       The post.
	 */
	public function check( $new_status, $old_status, $post ) {
		if ( $new_status === $old_status || ! Types::is_live( $new_status, $post->post_type ) || ! Types::is_guarded( $post->post_type ) ) {
			return;
		}
		$draft   = Draft::stored( $post );
		$verdict = $this->plugin->gatekeeper->judge( $draft );
		if ( $verdict->allowed ) {
			$this->plugin->passed( $post->ID, $draft, $verdict );
			return;
		}
		$this->plugin->holds->pull( $post, $verdict, 'backstop' );
	}
}
